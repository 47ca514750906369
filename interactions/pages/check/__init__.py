"""The page that checks a list."""
