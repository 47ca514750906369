"""What the site is for, its safety file, and whether it can answer."""
