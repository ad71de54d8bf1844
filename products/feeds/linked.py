"""One edition as linked data in the words of schema.org, for search engines and catalogues."""

from kontum_ttdn.languages import registry
from kontum_ttdn.ui.markup import absolute
from products.queries.feeds import Relatives
from products.queries.offered import File, Offered, permanent, publisher

MEDIA_TYPE = "application/ld+json"
BOOKS = {"handbook"}  # kinds that a library would shelve as books; every other is a CreativeWork


def work(offered: Offered, files: list[File], relatives: Relatives) -> dict:
    """The edition, what it was translated from, what was translated from it, and what can be fetched."""
    edition = offered.edition
    said = _named(offered.code, edition.language, offered.title, edition.kind.code) | {
        "@context": "https://schema.org",
        "url": offered.page,
        "identifier": offered.code,
        "description": edition.summary,
        "publisher": {"@type": "GovernmentOrganization", "name": publisher(), "url": absolute("/")},
        "datePublished": edition.day.isoformat(),
        "expires": edition.product.valid_until and edition.product.valid_until.isoformat(),
        "dateModified": offered.updated.isoformat(timespec="seconds"),
        "isAccessibleForFree": True,
        "genre": edition.kind.name,
        "about": edition.topic.name if edition.topic else "",
        "creditText": edition.product.rights,
        "image": [picture.url for picture in offered.pictures[:1]],
        "encoding": [_encoding(file) for file in files],
        "translationOfWork": _relative(offered, relatives.source) if relatives.source else None,
        "workTranslation": [_relative(offered, translation) for translation in relatives.translations],
    }
    return {name: value for name, value in said.items() if value not in ("", None, [])}


def _named(code: str, language: str, title: str, kind: str) -> dict:
    return {
        "@type": "Book" if kind in BOOKS else "CreativeWork",
        "@id": permanent(code, language),
        "name": title,
        "inLanguage": registry.get(language).tag,
    }


def _relative(offered: Offered, edition) -> dict:
    return _named(offered.code, edition.language, edition.title or offered.code, offered.edition.kind.code)


def _encoding(file: File) -> dict:
    kind = {"sound": "AudioObject", "video": "VideoObject"}.get(file.carrier, "MediaObject")
    made = {"@type": kind, "contentUrl": file.url, "encodingFormat": file.media_type}
    if file.size is not None:
        made["contentSize"] = f"{file.size} B"
    if file.seconds:
        made["duration"] = f"PT{file.seconds}S"
    return made
