"""What readers have, told to machines: Atom, RSS, a podcast, OPDS and linked data. Each file turns what is offered into bytes and asks nobody."""
