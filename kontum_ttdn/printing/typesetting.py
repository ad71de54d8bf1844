"""The text nodes of a rendered page made ready to print; stored text is never touched."""

import re

from kontum_ttdn.languages.typeset import typeset

TEXT_NODE = re.compile(r"(<title>.*?</title>)|(?<=>)([^<]*[^<\s][^<]*)", re.S)


def typeset_page(html: str) -> str:
    """`html` with break marks in its Lao and Khmer and its short words bound; tags, attributes and the title stay as they are."""
    return TEXT_NODE.sub(lambda found: found.group(1) or typeset(found.group(2)), html)
