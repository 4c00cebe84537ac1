"""What a grant office asks for: lists of collaborators, products, support, each from what the documents are made of."""
