"""One file that holds all that cannot be made again: the database, the releases folder, what readers reported."""
