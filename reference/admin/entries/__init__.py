"""The list, form, review and history of every kind of entry."""
