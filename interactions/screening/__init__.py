"""A list of lines in, exactly one outcome per line out."""
