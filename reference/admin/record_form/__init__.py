"""A form for any record: fields, reading, comparing, merging."""
