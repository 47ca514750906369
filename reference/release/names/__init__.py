"""From a written name or code to what it stands for."""
