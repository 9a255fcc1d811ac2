"""Writing sanctions records."""
