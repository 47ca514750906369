"""The list of interaction entries, and the page of each."""
