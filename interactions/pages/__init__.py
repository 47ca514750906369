"""The pages about medicines with kratom, a folder for each."""
