"""Screening from a terminal: many patients at once, text, CSV and exit statuses."""
