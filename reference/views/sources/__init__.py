"""The bibliography, and its files."""
