"""How many words a text has: between blanks in Latin letters, by the break engine in Lao and Khmer, where no blank parts them."""

from .breaking import MAY_BREAK, NO_BREAK
from .differences import words

_UNSEEN = str.maketrans(dict.fromkeys((MAY_BREAK, NO_BREAK)))


def count_words(text: str) -> int:
    """Words of `text`; signs and blanks are none. A Vietnamese syllable counts as one, as offices count.

    In Lao and Khmer these are the pieces that a line may end between: near to words, and equal whether a person typed break marks or not.
    """
    return sum(1 for word in words(text.translate(_UNSEEN)) if any(letter.isalnum() for letter in word))
