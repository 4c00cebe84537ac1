"""Another program's files -> the files of a new project."""
