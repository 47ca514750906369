"""What this app adds to a release when it is published, and what it checks before."""
