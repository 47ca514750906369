"""Releases, what changed between them, corrections and the feed."""
