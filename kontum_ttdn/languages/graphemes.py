"""Letters as a reader counts them: ê̆ is one, though it is stored as two code points."""

from icu4py.breakers import CharacterBreaker

COENG = "\u17d2"  # binds the Khmer consonant after it under the one before: ICU counts two where a reader sees one


def graphemes(text: str) -> list[str]:
    """The letters of `text`, each with all its marks; joined again they are `text`."""
    letters: list[str] = []
    for letter in CharacterBreaker(text, "en"):
        if letters and letters[-1].endswith(COENG):
            letters[-1] += letter
        else:
            letters.append(letter)
    return letters


def shorten(text: str, letters: int) -> str:
    """`text` in at most `letters` letters, the last one … where something was cut off."""
    whole = graphemes(text[: letters * 40])  # no letter of a real language has 40 code points; bounds the work on a long text
    if len(whole) <= letters and len(text) <= letters * 40:
        return text
    return "".join(whole[: letters - 1]).rstrip() + "…"
