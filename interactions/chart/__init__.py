"""Reads typed or pasted text as a chart: single lines, and the headings above them. Import from `line` and `sections`."""
