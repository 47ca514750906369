"""Pictures of what the release holds: geometry for the SVG templates, and beside it the table of every value drawn."""
