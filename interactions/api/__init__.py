"""What happens when a medicine is added, for programs: medicines, interaction entries, the screen."""
