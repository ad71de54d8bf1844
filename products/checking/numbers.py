"""Numbers, dates, telephone numbers: the same in every language, whatever digits write them."""

import re
import unicodedata
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass

from .shapes import HEED, WRONG, Finding, Said, Span

BUDDHIST = 543  # years that the Buddhist era, used in Lao and Khmer papers, is ahead
MONTHS = {  # CLDR 48, months as they stand in a date
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
    "lo": ("ມັງກອນ", "ກຸມພາ", "ມີນາ", "ເມສາ", "ພຶດສະພາ", "ມິຖຸນາ", "ກໍລະກົດ", "ສິງຫາ", "ກັນຍາ", "ຕຸລາ", "ພະຈິກ", "ທັນວາ"),
    "km": ("មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា", "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ"),
}
_MONTH = {name.casefold(): number for names in MONTHS.values() for number, name in enumerate(names, 1)}
_NAMES = "|".join(sorted(map(re.escape, _MONTH), key=len, reverse=True))

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f]\d{3}(?!\d))*(?:[.,]\d+)?")
_DATES = (
    re.compile(r"(?<![\d/.-])(?P<d>\d{1,2})\s*([/.-])\s*(?P<m>\d{1,2})\s*\2\s*(?P<y>\d{4})(?!\d)"),
    re.compile(r"(?<![\d/-])(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?![\d-])"),
    re.compile(r"(?P<d>\d{1,2})\s*tháng\s*(?P<m>\d{1,2})\s*(?:năm\s*|[,/]\s*)(?P<y>\d{4})", re.IGNORECASE),
    re.compile(rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s\u200b,]{{0,4}}(?:of|ເດືອນ|ខែ)?[\s\u200b]{{0,4}}(?P<m>{_NAMES})[\s\u200b,]{{0,4}}(?:ປີ|ឆ្នាំ)?[\s\u200b]{{0,4}}(?P<y>\d{{4}})", re.IGNORECASE),
    re.compile(rf"(?P<m>{_NAMES})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})", re.IGNORECASE),
)  # fmt: skip

Date = tuple[int, int, int]


@dataclass(frozen=True)
class Found:
    """The dates and numbers of one text, each with its place; what stands in a date is not counted as a number."""

    dates: list[tuple[Date, Span]]
    numbers: list[tuple[str, Span]]


def plain_digits(text: str) -> str:
    """Lao, Khmer and full-width digits as 0–9; every sign stays in its place."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)


def read(text: str, without: tuple[Span, ...] = ()) -> Found:
    """Dates and numbers of a text, but for the stretches `without` (links and telephone numbers have a check of their own)."""
    text = plain_digits(text)
    taken, dates = bytearray(len(text)), []
    for span in without:
        _take(taken, span)
    for pattern in _DATES:
        for hit in pattern.finditer(text):
            if not any(taken[slice(*hit.span())]) and (date := _date(hit)):
                dates.append((date, hit.span()))
                _take(taken, hit.span())
    numbers = [(re.sub(r"\D", "", hit.group()), hit.span()) for hit in _NUMBER.finditer(text) if not any(taken[slice(*hit.span())])]
    return Found(sorted(dates, key=lambda found: found[1]), numbers)


def dates(said: Said, source: Found, target: Found) -> Iterator[Finding]:
    """Days of the source that the translation gives otherwise, or not at all."""
    lost, new = _unmatched(source.dates, target.dates)
    new = deque(new)
    digits = Counter(number for number, _span in target.numbers)
    for date, span in lost:
        written_out = date[0] and digits[str(date[0])] and digits[str(date[2])]  # the month in words that nobody taught us
        if new or not written_out:
            other = new.popleft()[1] if new else None
            yield Finding("dates", WRONG, (said.source[slice(*span)],), (other,) if other else (), (span,))


def numbers(said: Said, source: Found, target: Found) -> Iterator[Finding]:
    """Numbers that only one of the two has."""
    lost, new = _unmatched(source.numbers, target.numbers)
    spelled_days = {part for date, _span in _unmatched(source.dates, target.dates)[0] for part in map(str, date)}
    new = [(number, span) for number, span in new if number.lstrip("0") not in spelled_days]
    if lost:
        spans = tuple(span for _number, span in lost)
        yield Finding("numbers_missing", WRONG, tuple(said.source[slice(*span)] for span in spans), (), spans)
    if new:
        spans = tuple(span for _number, span in new)
        yield Finding("numbers_added", HEED, tuple(said.target[slice(*span)] for span in spans), spans)


def _take(taken: bytearray, span: Span) -> None:
    taken[slice(*span)] = b"\1" * (span[1] - span[0])


def _date(hit: re.Match) -> Date | None:
    month = hit["m"]
    month = int(month) if month.isdecimal() else _MONTH[month.casefold()]
    day, year = int(hit["d"]), int(hit["y"])
    return (year - BUDDHIST if year > 2400 else year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _unmatched(source: list, target: list) -> tuple[list, list]:
    """What of the source has no partner in the target, and the other way round; a year may be given in the Buddhist era."""
    waiting = defaultdict(deque)  # the places in the target that each name still calls, first to last
    for place, (value, _span) in enumerate(target):
        for name in {_plain(value), value}:
            waiting[name].append(place)
    lost, taken = [], set()
    for value, span in source:
        found = [place for name in _names(value) if (place := _first(waiting.get(name), taken)) is not None]
        if found:
            taken.add(min(found))
        else:
            lost.append((value, span))
    return lost, [one for place, one in enumerate(target) if place not in taken]


def _plain(value) -> object:
    """A number without the noughts before it; a date as it is."""
    return value if isinstance(value, tuple) else value.lstrip("0") or value


def _names(value) -> set:
    """What may stand for a value: itself, and for a number of four digits the year that it is in the other era."""
    if isinstance(value, tuple) or len(value) != 4:
        return {_plain(value)}
    return {_plain(value), f"{int(value) + BUDDHIST:04}", f"{int(value) - BUDDHIST:04}"}


def _first(places: deque | None, taken: set) -> int | None:
    while places and places[0] in taken:
        places.popleft()
    return places[0] if places else None
