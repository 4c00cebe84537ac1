"""Document -> HTML, Markdown, PDF. Nothing here knows of people, bibliographies or files of data."""
