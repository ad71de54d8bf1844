"""Documents read into a neutral structure: pure functions, no models. `reading.read_document` is the only door."""
