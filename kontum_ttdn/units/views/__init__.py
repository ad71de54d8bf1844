"""Pages on units: the directory as of any day, and reorganisations that come as files."""
