"""Publishing, withdrawing and recalling, as pages."""
