"""The records of a release, and the vocabularies they use."""
