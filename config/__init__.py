"""Puts the two apps together; it may import everything, and nothing imports it."""
