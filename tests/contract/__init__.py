"""The OpenAPI document against the served API: every address, parameter and body, drawn and sent (make test-all)."""
