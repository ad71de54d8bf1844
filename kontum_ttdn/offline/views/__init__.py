"""What phones ask, and the pages of who keeps them."""
