"""*.bib -> References."""
