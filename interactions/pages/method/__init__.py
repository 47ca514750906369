"""How the reference is made, in numbers."""
