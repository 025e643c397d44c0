"""Recognition: a document becomes a book of claims."""
