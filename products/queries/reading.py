"""Turning frozen content into what a page shows: lists gathered, tables laid out, pictures found. One statement for all pictures."""

from dataclasses import dataclass, field

from kontum_ttdn.media.models import StoredFile
from products import content as shape


@dataclass
class Item:
    """One thing on a reading page: heading, text, list, table, picture, callout, quote, footnote, file."""

    kind: str
    text: str = ""
    options: dict = field(default_factory=dict)
    entries: list = field(default_factory=list)  # of a list, or rows of a table
    picture: StoredFile | None = None
    file: dict | None = None
    credit: str = ""
    key: str = ""

    @property
    def lines(self) -> list[str]:
        return [line for line in self.text.split("\n") if line.strip()]


def reading_items(content: shape.Content) -> list[Item]:
    """Body items in order; neighbouring list items and table cells come as one list or table."""
    pictures = _pictures(content)
    items: list[Item] = []
    for entry in shape.body_of(content):
        if entry["kind"] == "panel_break":
            continue
        last = items[-1] if items else None
        if entry["kind"] == "list_item":
            ordered = bool(entry["options"].get("ordered"))
            if not (last and last.kind == "list" and last.options["ordered"] == ordered):
                items.append(
                    last := Item("list", options={"ordered": ordered, "start": entry["options"].get("number", 1)}, key=entry["key"])
                )
            last.entries.append(entry)
        elif entry["kind"] == "table_cell":
            table = entry["options"].get("table", 0)
            if not (last and last.kind == "table" and last.options["table"] == table):
                items.append(last := Item("table", options={"table": table}, key=entry["key"]))
            _place_cell(last, entry)
        else:
            picture = pictures.get(entry["picture"]["sha256"]) if entry.get("picture") else None
            credit = entry["picture"]["credit"] if entry.get("picture") else ""
            items.append(
                Item(
                    entry["kind"], entry["text"], entry["options"], picture=picture, file=entry.get("file"), credit=credit, key=entry["key"]
                )
            )
    return items


def _place_cell(table: Item, entry: shape.Item) -> None:
    row = entry["options"].get("row", 0)
    if not table.entries or table.options.get("last_row") != row:
        table.entries.append([])
        table.options["last_row"] = row
    table.entries[-1].append(entry)


def _pictures(content: shape.Content) -> dict[str, StoredFile]:
    wanted = {entry["picture"]["sha256"] for entry in content if entry.get("picture")}
    if not wanted:
        return {}
    return {file.sha256: file for file in StoredFile.objects.filter(sha256__in=wanted).prefetch_related("derivatives")}
