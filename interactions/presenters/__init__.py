"""Records and reports put into the words and the order that a page shows."""
