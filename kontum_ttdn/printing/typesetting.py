"""The text nodes of a rendered page made ready to print; stored text is never touched."""

import re

from kontum_ttdn.languages.typeset import typeset

# Controls, and marks that turn the order of reading round: none of the nine languages has them, and a sheet must read as it was checked.
UNSEEN = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), *range(127, 160), 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
)
TEXT_NODE = re.compile(r"(<title>.*?</title>)|(?<=>)([^<]*[^<\s][^<]*)", re.S)


def typeset_page(html: str) -> str:
    """`html` without unseen controls, with break marks in its Lao and Khmer and its short words bound; tags and the title stay as they are."""
    html = html.translate(UNSEEN)
    return TEXT_NODE.sub(lambda found: found.group(1) or typeset(found.group(2)), html)
