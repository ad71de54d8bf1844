"""Published editions with all that a catalogue says of them, in a fixed number of statements however many there are."""

from dataclasses import dataclass, field
from datetime import datetime, time

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from kontum_ttdn.languages import registry
from kontum_ttdn.media.models import Purpose
from kontum_ttdn.media.storage import EXTENSIONS
from kontum_ttdn.printing.layouts import LAYOUTS
from kontum_ttdn.printing.models import PagePicture
from kontum_ttdn.ui.markup import absolute
from products import content as shape
from products.models import Channel, Edition, Revision, Sheet

from .public import languages_of, newest

PDF, EPUB, TEXT = "application/pdf", "application/epub+zip", "text/plain"


@dataclass(frozen=True)
class File:
    """Something that can be taken along: its whole address, type and length in bytes (None: made while it is sent)."""

    url: str
    media_type: str
    size: int | None
    layout: str = ""  # of a printed form
    seconds: int | None = None  # of a recording
    width: int | None = None  # pixels, of a picture
    height: int | None = None

    @property
    def carrier(self) -> str:
        """text | sound | video | picture"""
        return {"audio": "sound", "video": "video", "image": "picture"}.get(self.media_type.split("/")[0], "text")


@dataclass(frozen=True)
class Offered:
    """One published edition; `languages` are all in which readers have the work, its own too."""

    edition: Edition
    files: list[File] = field(default_factory=list)
    pictures: list[File] = field(default_factory=list)  # the first page where it was drawn, then what the text shows
    languages: list[registry.Language] = field(default_factory=list)

    @property
    def code(self) -> str:
        return self.edition.product.code

    @property
    def title(self) -> str:
        return self.edition.title or self.code

    @property
    def permanent(self) -> str:
        """What names this edition for ever."""
        return permanent(self.code, self.edition.language)

    @property
    def page(self) -> str:
        return page(self.code, self.edition.language)

    @property
    def others(self) -> list[registry.Language]:
        return [language for language in self.languages if language.code != self.edition.language]

    @property
    def sounds(self) -> list[File]:
        return [file for file in self.files if file.carrier == "sound"]

    @property
    def updated(self) -> datetime:
        """When readers got it, as near as it is kept: the day of publication, and never before its words were approved."""
        day = timezone.make_aware(datetime.combine(self.edition.day, time.min))
        return timezone.localtime(max(day, self.edition.published.approved_at or day))


def permanent(code: str, language: str) -> str:
    return absolute(reverse("permanent:edition", args=[code, language]))


def by_way_of(channel: Channel, url: str) -> str:
    """The address as a feed or a screen hands it out, so that it is known by which way readers came."""
    return f"{url}?via={channel}"


def page(code: str, language: str) -> str:
    """Where people read it."""
    with override(language):
        return absolute(reverse("products:read", args=[code]))


def catalogued(language: str = ""):
    """Published editions, of one language the newest first, with what a catalogue needs and without their texts."""
    public = newest(language) if language else Edition.objects.public().select_related("product", "kind")
    return public.select_related("topic", "published").defer("published__content")


def offered(editions: list[Edition]) -> list[Offered]:
    """What there is of these published editions; four statements, and one more where files were deposited."""
    forms, recorded = _forms(editions), _recorded(editions)
    fronts = _fronts(forms)
    languages, wordless = languages_of([edition.product_id for edition in editions]), _wordless(recorded)
    found = []
    for edition in editions:
        made = recorded.get(edition.published_id, [])
        files = _printed(edition, forms.get(edition.published_id, []))
        files += [] if edition.published_id in wordless else [_book(edition)]
        files += [file for file in made if file.carrier != "picture"]
        pictures = [*_front(edition, forms, fronts), *(file for file in made if file.carrier == "picture")]
        found.append(Offered(edition, files, pictures, languages.get(edition.product_id, [])))
    return found


def _forms(editions: list[Edition]) -> dict[int, list[Sheet]]:
    """Printed forms for readers by revision. Those in several languages stay out: whether they are public depends on each of them."""
    several = [name for name, layout in LAYOUTS.items() if layout.beside]
    revisions = [edition.published_id for edition in editions]
    found: dict[int, list[Sheet]] = {}
    for sheet in Sheet.objects.filter(revision__in=revisions, variant="screen").exclude(layout__in=several).select_related("file"):
        found.setdefault(sheet.revision_id, []).append(sheet)
    return found


def _printed(edition: Edition, sheets: list[Sheet]) -> list[File]:
    with override(edition.language):
        return [
            File(
                absolute(reverse("products:pdf", args=[edition.product.code, edition.language, sheet.layout])),
                PDF,
                sheet.file.bytes,
                sheet.layout,
            )
            for sheet in _in_order(edition, sheets)
        ]


def _in_order(edition: Edition, sheets: list[Sheet]) -> list[Sheet]:
    order = {name: place for place, name in enumerate(edition.kind.layouts)}
    return sorted(sheets, key=lambda sheet: (order.get(sheet.layout, len(order)), sheet.layout))


def _book(edition: Edition) -> File:
    """Its length is known when it is sent: writing fifty books to name a list of them would take too long."""
    with override(edition.language):
        return File(absolute(reverse("products:epub", args=[edition.product.code, edition.language])), EPUB, None)


def _fronts(forms: dict[int, list[Sheet]]) -> dict[int, PagePicture]:
    """First pages that were drawn, by their printed file."""
    printed = [sheet.file_id for sheets in forms.values() for sheet in sheets]
    return {page.printed_id: page for page in PagePicture.objects.filter(printed__in=printed, number=1)} if printed else {}


def _front(edition: Edition, forms: dict[int, list[Sheet]], fronts: dict[int, PagePicture]) -> list[File]:
    for sheet in _in_order(edition, forms.get(edition.published_id, [])):
        if page := fronts.get(sheet.file_id):
            with override(edition.language):
                url = reverse("products:front", args=[edition.product.code, edition.language, sheet.layout])
            return [File(absolute(url), page.media_type, page.bytes, width=page.width, height=page.height)]
    return []


def _wordless(recorded: dict[int, list[File]]) -> set[int]:
    """Revisions in which there is nothing to read but what was deposited; of one without such a file the text is not even loaded."""
    deposited = [revision for revision, files in recorded.items() if any(file.carrier != "picture" for file in files)]
    rows = Revision.objects.filter(pk__in=deposited).values_list("pk", "content") if deposited else ()
    return {revision for revision, content in rows if shape.only_deposited(content)}


def _recorded(editions: list[Edition]) -> dict[int, list[File]]:
    """Pictures, recordings and deposited documents as readers get them, by revision; one statement."""
    made = "storedfile__derivatives__"
    rows = (
        Revision.files.through.objects.filter(
            revision__in=[edition.published_id for edition in editions], **{made + "purpose": Purpose.WEB}
        )
        .order_by("pk")
        .values_list("revision_id", *(made + name for name in ("sha256", "media_type", "bytes", "width", "height")), "storedfile__facts")
    )
    found: dict[int, list[File]] = {}
    for revision, sha256, media_type, size, width, height, facts in rows:
        url = absolute(reverse("media:public", args=[sha256, EXTENSIONS[media_type]]))
        found.setdefault(revision, []).append(File(url, media_type, size, seconds=_whole(facts.get("seconds")), width=width, height=height))
    return found


def _whole(seconds) -> int | None:
    return round(seconds) if isinstance(seconds, int | float) else None


def publisher() -> str:
    """Who answers for what is offered."""
    return settings.OPERATOR["body"] or str(settings.SITE_NAME)
