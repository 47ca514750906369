"""What happens when a medicine is added."""
