"""Published works in the pocket: answers one by one, talking points, phrases in every language, and what else is short enough, as text."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from kontum_ttdn.languages.registry import CODES
from kontum_ttdn.media.models import Derivative
from kontum_ttdn.pocket.registry import Group, Item, Line, Sound

from . import content as shape
from .models import Behind, Edition
from .plain_text import entries
from .queries import carried
from .queries.reading import Item as Shown
from .queries.reading import reading_items

ANSWERS, TALKING, PHRASES = "question_and_answer", "talking_points", "phrase_card"
LONG = ("handbook", "thematic_paper")  # kinds whose text is read on paper
MOST_SIGNS = 20_000  # of a text that is short enough
FIRST = ("vi", "lo", "km")  # what a post speaks stands before all others
ORDER = sorted(CODES, key=lambda code: FIRST.index(code) if code in FIRST else len(FIRST))
Made = Mapping[str, Derivative]


def answers(user) -> Iterator[Item]:
    """Each question with what is said until the next; the Vietnamese of all works before the other languages."""
    editions = carried.of_kinds([ANSWERS])
    made = carried.sounds(editions)
    for edition in sorted(editions, key=_place):  # the newest of a language stays first
        for key, question, told in _questions(edition):
            tag = edition.title_speech.tag if question == edition.title else edition.speech.tag
            yield _item(edition, f"{_name('answer', edition)}.{key}", Group.ANSWERS, question, told, tag=tag, kind=edition.title)
        if sound := _sounds(edition, made):
            yield _item(edition, _name("answer", edition), Group.ANSWERS, edition.title, _spoken(edition), sound=sound)


def talking_points(user) -> Iterator[Item]:
    """A work an item, Vietnamese before the others."""
    yield from _whole(sorted(carried.of_kinds([TALKING]), key=_place), "talking", Group.TALKING)


def phrases(user) -> Iterator[Item]:
    """A sentence an item, in every language that says what is said where it was written; then the recordings of each card."""
    editions = carried.of_kinds([PHRASES], with_base=True)
    made = carried.sounds(editions)
    cards: dict[int, dict[str, Edition]] = {}
    for edition in editions:
        cards.setdefault(edition.product_id, {})[edition.language] = edition
    for editions_of_it in cards.values():
        card = {code: editions_of_it[code] for code in ORDER if code in editions_of_it}
        yield from _phrases(card)
        first = next(iter(card.values()))
        if sound := [one for edition in card.values() for one in _sounds(edition, made)]:
            told = [line for edition in card.values() for line in _spoken(edition)]
            yield _item(first, f"phrase.{first.product.code}", Group.PHRASES, first.title, told, sound=sound)


def works(user) -> Iterator[Item]:
    """The newest of all other kinds that are short enough, as text."""
    short = [edition for edition in carried.but([ANSWERS, TALKING, PHRASES, *LONG]) if _signs(edition) <= MOST_SIGNS]
    short.sort(key=lambda edition: (-edition.day.toordinal(), -edition.product_id, _place(edition)))
    yield from _whole(short, "work", Group.WORKS)


def _whole(editions: list[Edition], name: str, group: Group) -> Iterator[Item]:
    made = carried.sounds(editions)
    for edition in editions:
        told = [line for item in reading_items(edition.published.content, {}) for line in _lines(edition, item)]
        sound = _sounds(edition, made)
        if told or sound:
            summary = shape.summary_of(edition.published.content)
            told = [*_caution(edition), *([Line(summary, "", edition.speech.tag)] if summary else []), *told]
            yield _item(edition, _name(name, edition), group, edition.title, told, kind=edition.product.kind.name, sound=sound)


def _item(edition: Edition, key: str, group: Group, title: str, told: Iterable[Line], *, tag: str = "", kind: str = "", sound=()) -> Item:
    """What all of them say: who issued it, since when readers have it, until when it is in force."""
    product = edition.product
    return Item(
        key=f"products.{key}",
        group=group,
        title=title or product.code,
        tag=tag or edition.title_speech.tag,
        kind=kind,
        lines=tuple(told),
        source=str(product.unit),
        day=edition.day,
        until=product.valid_until,
        sound=tuple(sound),
    )


def _name(what: str, edition: Edition) -> str:
    return f"{what}.{edition.product.code}.{edition.language}"


def _place(edition: Edition) -> int:
    return ORDER.index(edition.language)


def _signs(edition: Edition) -> int:
    return sum(len(entry["text"]) for entry in edition.published.content)


def _caution(edition: Edition) -> list[Line]:
    return [Line(_("A major change is still missing in this language."))] if edition.behind == Behind.MAJOR else []


def _questions(edition: Edition) -> list[tuple[str, str, list[Line]]]:
    """Key, question and answer of each heading that something stands under; what comes before the first is the title's."""
    found: list[tuple[str, str, list[Line]]] = [("intro", edition.title, [])]
    for item in reading_items(edition.published.content, {}):
        if item.kind == "heading":
            found.append((item.key, item.text, []))
        elif item.kind != "recording":
            found[-1][2].extend(_lines(edition, item))
    return [(key, question, [*_caution(edition), *told]) for key, question, told in found if told]


def _phrases(card: dict[str, Edition]) -> Iterator[Item]:
    """The sentences of one card, each under its words in the first language that has it; `card` in the order in which languages stand."""
    lead = next((edition for edition in card.values() if edition.is_source), next(iter(card.values())))
    words = {code: {entry["key"]: entry for entry in edition.published.content} for code, edition in card.items()}
    heading = lead.title
    for entry in shape.body_of(lead.published.content):
        if entry["kind"] == "heading":
            heading = entry["text"]
        if entry["kind"] != "list_item" or not entry["text"]:
            continue
        key = entry["key"]
        said = {code: words[code][key]["text"] for code in card if key in words[code] and _is_the_same(card, card[code], key)}
        lines = [Line(text, card[code].speech.autonym, card[code].speech.tag) for code, text in said.items() if text]
        yield _item(lead, f"phrase.{lead.product.code}.{key}", Group.PHRASES, lines[0].text, lines, tag=lines[0].tag, kind=heading)


def _is_the_same(card: dict[str, Edition], edition: Edition, key: str) -> bool:
    """Whether the sentence was translated from the words that stand beside it now: else two peoples would read two things on one card."""
    base = edition.published.based_on
    source = card.get(base.edition.language) if base else None
    if source is None:
        return True
    if shape.hashes(source.published.content).get(key) != shape.hashes(base.content).get(key):
        return False
    return _is_the_same(card, source, key)


def _lines(edition: Edition, item: Shown) -> list[Line]:
    """A thing of a reading page in words, a paragraph a line; of a recording what is said there, of a picture nothing."""
    tag = edition.speech.tag
    if item.kind == "recording":
        own = [one.text for spoken in item.spoken if spoken.language.code != "vi" for one in spoken.sentences]
        return [*(Line(text, "", tag) for text in own), *(Line(text) for text in item.lines)]
    if item.kind == "list":
        return [Line(text, "", tag) for text in entries(item)]
    if item.kind == "table":
        return [Line(" | ".join(cell["text"] for cell in row), "", tag) for row in item.entries]
    return [] if item.kind == "picture" else [Line(text, "", tag) for text in item.lines]


def _spoken(edition: Edition) -> list[Line]:
    items = reading_items(edition.published.content, {})
    return [line for item in items if item.kind == "recording" for line in _lines(edition, item)]


def _sounds(edition: Edition, made: Made) -> list[Sound]:
    """The recordings of an edition that readers can hear already."""
    found = [made.get(file["sha256"]) for file in shape.deposited(edition.published.content)]
    return [Sound(one.get_absolute_url(), one.bytes, one.sha256, edition.speech.tag) for one in found if one]
