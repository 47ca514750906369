"""From approved content to a sealed release: gather, resolve, check, seal, store."""
