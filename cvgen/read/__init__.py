"""Your files -> Source: the only place that opens what you wrote."""
