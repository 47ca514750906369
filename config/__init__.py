"""Puts the two apps together; knows everything, is imported by nobody."""
