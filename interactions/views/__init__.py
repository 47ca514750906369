"""Pages about medicines with kratom: check a list, read an entry, a medicine, an answer, the method."""
