"""What was typed or pasted, read as a chart: one line, and the heading above it. `line` and `sections` are the way in."""
