"""What every template needs: links that stay in a release, statements with their basis and sources."""
