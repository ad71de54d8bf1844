"""Sentences that people wrote in Khmer and Lao, as Debian's own packages say them (read where they are installed; none is kept here).

Khmer translators place U+200B between words by hand: apt, dpkg, libapt-pkg, shadow, Linux-PAM (GPL-2+, BSD), GTK 3, gdk-pixbuf, at-spi2
(LGPL-2+), iso-codes (LGPL-2.1+). Lao: names of countries of iso-codes.
"""

import gettext
from functools import cache
from pathlib import Path

INSTALLED = Path("/usr/share/locale")
KHMER, LAO = (
    2_829,
    40,
)  # so many at least: fewer mean that packages of `scripts/set_up.sh test` are missing, or were unpacked without locale/


@cache
def sentences(code: str) -> tuple[str, ...]:
    """Every translated sentence of the installed catalogues in the language `code`, without those that are all Latin letters and signs."""
    found: dict[str, None] = {}
    for file in sorted(INSTALLED.glob(f"{code}/LC_MESSAGES/*.mo")):
        with file.open("rb") as data:
            known = gettext.GNUTranslations(data)._catalog
        found |= dict.fromkeys(text for message, text in known.items() if message and isinstance(text, str))
    first, last = {"km": "\u1780\u17ff", "lo": "\u0e80\u0eff"}[code]
    return tuple(text for text in found if any(first <= letter <= last for letter in text))
