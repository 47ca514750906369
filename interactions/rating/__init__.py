"""The rules R1 to R7: from stored answers to severity and action, with their words."""
