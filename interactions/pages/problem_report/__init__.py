"""The form with which a reader reports a problem."""
