"""Records: what you wrote, what the reader sees, and the words they are made of. Nothing here reads or prints."""
