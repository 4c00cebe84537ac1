"""What only a page on a screen has: ids, data to search and cite, words for machines."""
