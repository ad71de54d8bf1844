"""Fonts and language names for Office programs: one that stands on the computers of the country, and what to take where it does not."""

from kontum_ttdn.languages import registry

FACES = {"Latn": "Times New Roman", "Laoo": "Phetsarath OT", "Khmr": "Khmer OS Battambang"}
# Windows has Leelawadee UI for both scripts; Debian and Android have Noto.
INSTEAD = {"Phetsarath OT": "Leelawadee UI,Saysettha OT,Noto Serif Lao", "Khmer OS Battambang": "Leelawadee UI,Khmer UI,Noto Serif Khmer"}
TAGS = {"vi": "vi-VN", "en": "en-GB", "lo": "lo-LA", "km": "km-KH"}  # those that Office has words of; the others by their own tags


def face_of(language: str) -> str:
    return FACES[registry.get(language).script]


def tag_of(language: str) -> str:
    """The tag that Office takes fonts and spelling by."""
    return TAGS.get(language, registry.get(language).tag)


def has_spelling(language: str) -> bool:
    """Whether an Office program may know the words; where it cannot, it is told not to underline every one of them in red."""
    return language in TAGS
