"""The page of each medicine."""
