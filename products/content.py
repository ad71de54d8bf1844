"""The shape of a revision's content: a list of items, one a block as shown, in order. Pure: no database here.

An item is {"key", "kind", "options", "text", "hash"} and, where there is one, "picture": {"sha256", "credit"} (its alternative text is
`text`) or "file": {"sha256", "media_type", "bytes"} (its Vietnamese transcript is `text`), and with a recording whose sentences have times "cues":
for each language of such sentences the list of {"start", "end", "text"} (products/captions.py). `hash` is of the text alone.
"""

import hashlib
import json
import unicodedata

from kontum_ttdn.languages.breaking import with_break_marks
from kontum_ttdn.languages.folding import fold, normalise

Item = dict
Content = list[Item]


def text_hash(text: str) -> str:
    """Names a wording: equal texts in either typing order have equal hashes; empty text has none."""
    text = normalise(text).strip()
    return hashlib.sha256(text.encode()).hexdigest()[:32] if text else ""


def folded_words(text: str) -> list[str]:
    """The words of a text as search compares them; Lao and Khmer are cut where a line may end."""
    parted = "".join(" " if unicodedata.category(sign)[0] in "PSZC" else sign for sign in with_break_marks(text))
    return fold(parted).split()


def words_looked_for(text: str) -> str:
    """What is kept of a title, so that each of its words can be found in it between two blanks: " thu vien cua ban "."""
    kept = f" {' '.join(folded_words(text))} "
    return kept[:320] if kept.strip() else ""


def content_hash(content: Content) -> str:
    """Names everything a reader would see; any change of word, picture, kind, option or order changes it."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def item(
    key: str,
    kind: str,
    text: str,
    options: dict | None = None,
    picture: dict | None = None,
    file: dict | None = None,
    cues: dict[str, list] | None = None,
) -> Item:
    made = {"key": str(key), "kind": kind, "options": options or {}, "text": text, "hash": text_hash(text)}
    if picture:
        made["picture"] = picture
    if file:
        made["file"] = file
    if cues:
        made["cues"] = cues
    return made


def text_of(content: Content, kind: str) -> str:
    """The text of the first item of this kind, or nothing."""
    return next((entry["text"] for entry in content if entry["kind"] == kind), "")


def title_of(content: Content) -> str:
    return text_of(content, "title")


def summary_of(content: Content) -> str:
    return text_of(content, "summary")


def body_of(content: Content) -> Content:
    """What stands below title and summary."""
    return [entry for entry in content if entry["kind"] not in ("title", "summary")]


def hashes(content: Content) -> dict[str, str]:
    return {entry["key"]: entry["hash"] for entry in content if entry["hash"]}


def differing(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """Keys of the blocks whose words differ, by their `hashes`: added and removed ones count, order and pictures do not."""
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def carrier(file: dict) -> str:
    """sound, video or file"""
    return {"audio": "sound", "video": "video"}.get(file["media_type"].split("/")[0], "file")


def carriers(content: Content) -> list[str]:
    """What carries the message: text, picture, sound, video, file."""
    found = set()
    for entry in content:
        if entry.get("picture"):
            found.add("picture")
        elif entry.get("file"):
            found.add(carrier(entry["file"]))
        elif entry["kind"] not in ("title", "summary") and entry["text"]:
            found.add("text")
    return sorted(found)


def deposited(content: Content) -> list[dict]:
    """The files that are this edition by themselves."""
    return [entry["file"] for entry in content if entry.get("file")]


def only_deposited(content: Content) -> bool:
    """Whether there is nothing to read or print but deposited files."""
    return bool(deposited(content)) and not {"text", "picture"} & set(carriers(content))


def files_of(content: Content) -> set[str]:
    """Hashes of the pictures and recordings that the content names."""
    return {entry[part]["sha256"] for entry in content for part in ("picture", "file") if entry.get(part)}


def spoken_words(entry: Item) -> list[str]:
    """The sentences of a recording in its own language; its Vietnamese ones are its text."""
    return [cue["text"] for language, cues in (entry.get("cues") or {}).items() if language != "vi" for cue in cues]
