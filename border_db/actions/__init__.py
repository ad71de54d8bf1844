"""The only doors for a write in the border database."""
