"""The same list for the patient, to print."""
