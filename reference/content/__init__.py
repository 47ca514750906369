"""Content files in data/ as people edit them, read into the records of a release."""
