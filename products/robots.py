"""Who is a program and no reader: by a named list (data/robots.json), each name with the page it comes from.

What a browser sends about itself is compared with the list and forgotten.
"""

import json
from functools import cache, lru_cache
from pathlib import Path

LIST = Path(__file__).parent / "data" / "robots.json"
LOOKED_AT = 400  # signs of a User-Agent: a longer one is nobody's


@cache
def listed() -> dict:
    """The list as it stands in the file."""
    return json.loads(LIST.read_text(encoding="utf-8"))


@cache
def _signs() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What tells a robot, and what only looks like one."""
    known = listed()
    return tuple(one["sign"] for one in known["general"] + known["named"]), tuple(one["sign"] for one in known["not_robots"])


@lru_cache(512)  # a few hundred browsers are all that is ever read with
def is_robot(user_agent: str) -> bool:
    """Whether this is a program that reads for nobody. Every browser says what it is: one that says nothing is a program."""
    said = user_agent[:LOOKED_AT].lower()
    signs, harmless = _signs()
    for word in harmless:
        said = said.replace(word, "")
    return not said.strip() or len(user_agent) > LOOKED_AT or any(sign in said for sign in signs)
