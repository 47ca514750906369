"""What every page uses: frame, citations, addresses, errors."""
