"""Reading the registers, each page in a fixed number of SQL statements."""
