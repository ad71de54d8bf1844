"""The post's pocket: what an officer may look up, kept on the phone and searched with no network. See docs/decisions/0015."""
