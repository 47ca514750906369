"""The reference in one document for a browser without a network: the server's own answers, looked up by name."""
