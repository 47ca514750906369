"""The answers to questions that clinicians phone about."""
