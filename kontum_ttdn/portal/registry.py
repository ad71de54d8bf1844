"""What other rooms and domains offer to the portal's pages. It imports nothing of ours, so that any `apps.py` may call it from ready()."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

FRONT = "front"  # what kept home pages show (page_cache), one name for all languages: each says how much every language has
SIGNED_IN = "signed_in"  # a page about oneself: anybody who is signed in


@dataclass(frozen=True)
class Tile:
    """One figure of the desk and where it leads; tone "wait" marks what has been lying too long; `more`: nobody counted further."""

    label: str
    count: int
    url: str
    tone: str = ""
    more: bool = False


@dataclass(frozen=True, eq=False)  # each is itself: so it can be looked up without its label being put into words
class MenuItem:
    """A page of the menu. `permission` None: the public menu; SIGNED_IN: under one's own name; a Permission: the staff menu of those who hold it."""

    label: str
    url_name: str
    permission: str | None = None
    order: int = 50


@dataclass(frozen=True)
class Library:
    """The public list: where the nine doors and the search field lead, and how many published works each language has."""

    url_name: str
    counts: Callable[[], dict[str, int]]
    searches: bool = False  # whether the list understands ?q=


@dataclass(frozen=True)
class Feed:
    """Something that a program may follow or read instead of the page; pages name it in their head."""

    label: str
    url_name: str
    media_type: str


@dataclass(frozen=True)
class MapPart:
    """Some pages of one room, few enough for one file: its name in small letters, digits and "-", and the day of its newest page."""

    name: str
    changed: date | None = None


@dataclass(frozen=True)
class MapPage:
    """A page for search engines: the path of the part's own language, of every language that has it by code, and when it changed."""

    path: str
    paths: dict[str, str]
    changed: date | None = None


@dataclass(frozen=True)
class Map:
    """What a room has for search engines. `parts()` names its files; `pages(part)` gives what stands in one, None where there is no such file."""

    name: str
    parts: Callable[[], Iterable[MapPart]]
    pages: Callable[[str], Iterable[MapPage] | None]


TilesOf = Callable[..., list[Tile]]
SectionOf = Callable[..., dict | None]

_tiles: list[TilesOf] = []
_menu: list[MenuItem] = []
_starts: list[MenuItem] = []
_pages: list[MenuItem] = []
_home: list[SectionOf] = []
_desk: list[SectionOf] = []
_library: list[Library] = []
_feeds: list[Feed] = []
_maps: dict[str, Map] = {}


def add_tiles(tiles_of: TilesOf) -> None:
    """`tiles_of(user) -> list[Tile]` for the desk; only what concerns this user."""
    _tiles.append(tiles_of)


def add_menu(label: str, url_name: str, permission: str | None = None, *, order: int = 50) -> None:
    """A page in the public menu (no permission), in the staff menu, or under the person's own name (SIGNED_IN). An address that does not exist yet is left out."""
    _menu.append(MenuItem(label, url_name, permission, order))


def add_start(label: str, url_name: str, permission: str, *, order: int = 50) -> None:
    """Work that can be begun from the desk; the first one that a person may begin gets the one strong button."""
    _starts.append(MenuItem(label, url_name, permission, order))


def add_page(label: str, url_name: str, *, order: int = 50) -> None:
    """A page of duty in the footer and in the site map."""
    _pages.append(MenuItem(label, url_name, None, order))


def add_home(section_of: SectionOf) -> None:
    """`section_of(request, language) -> {"template": …, …} | None`: a section of the home page; the template sees it as `section`."""
    _home.append(section_of)


def add_desk(section_of: SectionOf) -> None:
    """`section_of(request) -> {"template": …, …} | None`: a section of the desk; the template sees it as `section`."""
    _desk.append(section_of)


def offer_library(url_name: str, counts: Callable[[], dict[str, int]], *, searches: bool = False) -> None:
    """The one public list of works; `counts()` gives the number of published works by language code."""
    _library[:] = [Library(url_name, counts, searches)]


def add_feed(label: str, url_name: str, media_type: str) -> None:
    """A feed that home page and library name in their head, in the language of the page."""
    _feeds.append(Feed(label, url_name, media_type))


def feeds() -> list[Feed]:
    return list(_feeds)


def add_map(name: str, parts: Callable[[], Iterable[MapPart]], pages: Callable[[str], Iterable[MapPage] | None]) -> None:
    """Pages of a room for /sitemap.xml; the name in small letters."""
    _maps[name] = Map(name, parts, pages)


def maps() -> list[Map]:
    return list(_maps.values())


def library() -> Library | None:
    return _library[0] if _library else None


def language_counts() -> dict[str, int]:
    """Published works by language code; empty while no domain offers a library."""
    return _library[0].counts() if _library else {}


def tiles(user) -> list[Tile]:
    return [tile for tiles_of in _tiles for tile in tiles_of(user)]


def home_sections(request, language: str) -> list[dict]:
    return [section for section_of in _home if (section := section_of(request, language))]


def desk_sections(request) -> list[dict]:
    return [section for section_of in _desk if (section := section_of(request))]


def _in_order(items: list[MenuItem]) -> list[MenuItem]:
    return sorted(items, key=lambda item: item.order)


def menu() -> list[MenuItem]:
    return _in_order(_menu)


def starts() -> list[MenuItem]:
    return _in_order(_starts)


def pages() -> list[MenuItem]:
    return _in_order(_pages)
