"""*.yaml -> located values -> records."""
