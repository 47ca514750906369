"""Sealed files, their index, and the library that reads them."""
