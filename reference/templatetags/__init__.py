"""What every template needs: links that stay in a release, statements with standing and sources."""
