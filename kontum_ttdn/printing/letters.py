"""Counting letters as they are set. Pure: the fenced child uses it too."""

import unicodedata


def visible_length(text: str) -> int:
    """Letters as wide as they are set: marks above and below take no room, nor does a Khmer letter under another."""
    marks = sum(unicodedata.category(letter) in ("Mn", "Cf") for letter in text)
    return len(text) - marks - text.count("\u17d2")
