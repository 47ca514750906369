"""What is known about kratom's alkaloids, on whose word, and how that becomes a release."""
