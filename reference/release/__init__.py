"""The sealed document, and everything needed to read one. No tables here."""
