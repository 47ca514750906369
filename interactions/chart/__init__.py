"""Reads typed or pasted chart text: lines and the headings above them. Import from `line` and `sections`."""
