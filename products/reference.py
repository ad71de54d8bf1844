"""The lists that products choose from, loaded from products/data/lists.json; safe to run again."""

import json
from pathlib import Path

from .models import Audience, Kind, Topic

LISTS = Path(__file__).parent / "data" / "lists.json"


def load() -> None:
    """Bring kinds, topics and audiences up to the file; lines that the file no longer has stay, for products name them."""
    lists = json.loads(LISTS.read_text())
    for model, lines in ((Kind, lists["kinds"]), (Topic, lists["topics"]), (Audience, lists["audiences"])):
        for position, line in enumerate(lines):
            model.objects.update_or_create(code=line["code"], defaults={**line, "position": position, "name": line["name_vi"]})
