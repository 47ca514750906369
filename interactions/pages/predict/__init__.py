"""Predictions of the static model, and the pictures of pharmacology."""
