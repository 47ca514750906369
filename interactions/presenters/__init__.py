"""Turns records and reports into the words and order of a page."""
