"""What is known, read by machines: records of a sealed release, paged, with their release and its review."""
