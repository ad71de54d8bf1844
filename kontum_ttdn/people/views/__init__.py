"""Pages of the data officer. Looking closer at a person needs a purpose, and is noted."""
