"""How ready a product is for print, language by language: what is missing, whose turn it is and since when, and when print is lawful.

One pass over any number of products costs the same few statements.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontum_ttdn.access.roles import Role
from kontum_ttdn.accounts.models import LanguageGrant
from kontum_ttdn.printing.preflight import blockers, goes_to_print
from products.models import Edition, PrintLicence, Product, Revision, Sheet, Stage, StageChange, Standing
from products.models.revision import EDITABLE, OPEN
from products.terms import Forecast, Wish, forecast, from_grant, wish

from .licences import Licensed, licences_of
from .lists import in_order, source_title

LATE_SHOWN, LATE_READ = 20, 100  # lines on the desk, and products looked at for them
LOOKED_BACK = timedelta(days=90)  # a wish older than that is history


@dataclass(frozen=True)
class Turn:
    """Whose turn it is: the role, and the persons who have it in hand already, where there are such."""

    role: str
    persons: tuple[str, ...] = ()


@dataclass(frozen=True)
class PrintedForm:
    """A file of the approved revision and what is known of it: cleared | blocked | made."""

    sheet: Sheet
    state: str


@dataclass(frozen=True)
class Line:
    """One language: the gaps in words, the turn and its beginning, and the printed forms of what is approved."""

    edition: Edition
    asked: bool
    gaps: tuple[str, ...]
    turn: Turn | None
    since: date | None
    forms: tuple[PrintedForm, ...]
    approved: bool  # the text is, and is current: nothing is left to do before the dossier
    licence: PrintLicence | None
    lawful: Forecast | None  # None for what is not printed by us

    @property
    def ready(self) -> bool:
        """Nothing is left to do before print."""
        return not self.gaps


@dataclass
class Readiness:
    """A product's lines: the languages asked for or begun. `others`: the rest. No forecast for a kind that is not printed.

    `forecast` is of what has no licence yet; where all that is asked for has one, it counts from the last licence.
    """

    product: Product
    lines: list[Line]
    others: list[Edition]
    forecast: Forecast | None = None
    wish: Wish | None = None

    @property
    def title(self) -> str:
        return source_title(self.product)

    @property
    def wanting(self) -> list[Line]:
        """The languages asked for that are not ready."""
        return [line for line in self.lines if line.asked and not line.ready]

    @property
    def unlicensed(self) -> Line | None:
        """The first language whose approved text waits for nothing but its licence."""
        return next((line for line in self.lines if line.approved and line.lawful and not line.licence), None)


@dataclass
class Known:
    """All that is read for some products, by the id of the edition or revision it belongs to."""

    revisions: dict[int, Revision] = field(default_factory=dict)
    since: dict[int, date] = field(default_factory=dict)  # when each open revision came to its stage
    sheets: dict[int, list[Sheet]] = field(default_factory=lambda: defaultdict(list))
    entitled: set[tuple[str, str]] = field(default_factory=set)
    licences: dict[int, Licensed] = field(default_factory=dict)


def readiness_of(products: Sequence[Product], today: date | None = None) -> list[Readiness]:
    """The readiness of each. Their kinds should be selected; editions are read here, in a fixed number of statements with all the rest."""
    today = today or timezone.localdate()
    by_product: dict[int, list[Edition]] = defaultdict(list)
    for edition in Edition.objects.filter(product__in=products).with_work().select_related("approved").defer("approved__content"):
        by_product[edition.product_id].append(edition)
    known = _known([edition for editions in by_product.values() for edition in editions])
    return [_readiness(product, in_order(by_product[product.pk]), known, today) for product in products]


def late(user, today: date | None = None) -> list[Readiness]:
    """Products of this person's units whose wish can no longer be met and of which something is missing, the most urgent first."""
    today = today or timezone.localdate()
    earliest = forecast(today).printed_from
    wished = Product.objects.visible_to(user).filter(wished_on__lt=earliest, wished_on__gte=today - LOOKED_BACK)
    editions = Prefetch("editions", Edition.objects.only("product_id", "language", "title"))
    found = readiness_of(list(wished.select_related("kind").prefetch_related(editions).order_by("wished_on", "pk")[:LATE_READ]), today)
    return [one for one in found if one.wish and not one.wish.met and one.wanting][:LATE_SHOWN]


def _readiness(product: Product, editions: list[Edition], known: Known, today: date) -> Readiness:
    asked = set(product.required_languages) | {product.source_language}
    source = next(edition for edition in editions if edition.language == product.source_language)
    for edition in editions:
        edition.product = product
    shown = [edition for edition in editions if edition.language in asked or edition.approved_id or edition.open_stage]
    days = forecast(today) if product.kind.layouts else None
    lines = [_line(edition, source, known, days, asked=edition.language in asked) for edition in shown]
    made = Readiness(product, lines, [edition for edition in editions if edition not in shown])
    if days:
        wanted = [line for line in lines if line.asked and line.lawful]
        granted = _last_grant(wanted)
        ready = all(line.approved for line in wanted)
        made.forecast = from_grant(granted) if granted else days
        made.wish = wish(product.wished_on, today, ready=ready, granted=granted) if product.wished_on else None
    return made


def _last_grant(lines: list[Line]) -> date | None:
    """The day of the last licence, where all of them have one."""
    return max(line.licence.granted_on for line in lines) if lines and all(line.licence for line in lines) else None


def _line(edition: Edition, source: Edition, known: Known, days: Forecast | None, *, asked: bool) -> Line:
    forms = tuple(PrintedForm(sheet, _state_of(sheet)) for sheet in known.sheets[edition.approved_id])
    licensed = known.licences.get(edition.pk, Licensed())
    work = _work(edition, source, known)
    gap, turn, since = work or _paper(edition, forms, licensed) or ("", None, None)
    gaps = [gap] if gap else []
    if turn and not turn.persons and (task := _task(edition, turn)) and (task, edition.language) not in known.entitled:
        gaps.append(_("Nobody is entered for this work in this language."))
    lawful = from_grant(licensed.licence.granted_on) if days and licensed.licence else days
    return Line(edition, asked, tuple(gaps), turn, since, forms, not work, licensed.licence, lawful if edition.is_set else None)


def _work(edition: Edition, source: Edition, known: Known):
    """What is missing in words and keys: the gap, whose turn, since when. None where the text is approved and current."""
    revision, writer = known.revisions.get(edition.pk), _writer(edition)
    if revision is None:
        return _not_begun(edition, source, writer)
    since = known.since.get(revision.pk) or _day(revision.at)
    if revision.stage in EDITABLE:
        persons = tuple(author.display_name for author in revision.authors.all())
        words = _("Returned to its authors.") if revision.stage == Stage.RETURNED else _("The text is not handed in yet.")
        return words, Turn(writer.label, persons), since
    if revision.stage == Stage.LANGUAGE_REVIEW:
        return _("Nobody has answered for the language yet."), Turn(Role.REVIEWER.label), since
    return _("The content is not approved yet."), Turn(Role.APPROVER.label), since


def _not_begun(edition: Edition, source: Edition, writer: Role):
    source_day = _day(source.approved.approved_at) if source.approved else None
    if edition.approved_id is None:
        if edition.is_source:
            return _("Nothing is written yet."), Turn(writer.label), _day(edition.product.made_at)
        if source_day is None:
            return _("Waits for the source, which is not approved yet."), None, None
        return _("Not translated yet."), Turn(writer.label), source_day
    if edition.standing == Standing.WITHDRAWN and edition.approved_id == edition.published_id:
        return _("Withdrawn from readers: the text has to be mended first."), Turn(writer.label), None
    if edition.behind:
        return _("The source has changed since: %(how)s.") % {"how": edition.get_behind_display()}, Turn(writer.label), source_day
    return None


def _paper(edition: Edition, forms: tuple[PrintedForm, ...], licensed: Licensed):
    """What is missing between an approved text and a file that may be printed: the licence first, for every form names it."""
    if not edition.product.kind.layouts or not edition.is_set:
        return None
    if not licensed.licence:
        words = licensed.caution or _("The licence for its print is not entered yet.")
        return words, Turn(Role.CLERK.label), _day(edition.approved.approved_at)
    if any(form.state == "cleared" for form in forms):
        return None
    for_print = [form for form in forms if goes_to_print(form.sheet.variant)]
    stopped = [form for form in for_print if form.state == "blocked"]
    if stopped and len(stopped) == len(for_print):
        count = sum(len(blockers(form.sheet.findings)) for form in stopped)
        words = ngettext("%(count)d finding stops its print.", "%(count)d findings stop its print.", count) % {"count": count}
        return words, Turn(_writer(edition).label), _day(stopped[0].sheet.made_at)
    if for_print:
        return _("No form of it is approved for print yet."), Turn(Role.APPROVER.label), _day(for_print[0].sheet.made_at)
    return _("No form of it is made for print yet."), Turn(Role.WRITER.label), _day(edition.approved.approved_at)


def _writer(edition: Edition) -> Role:
    return Role.WRITER if edition.is_source else Role.TRANSLATOR


def _task(edition: Edition, turn: Turn) -> str:
    """For which a person has to be entered in this language; the source needs no translator's entry."""
    if turn.role == Role.REVIEWER.label:
        return "review"
    return "translate" if turn.role == Role.TRANSLATOR.label else ""


def _state_of(sheet: Sheet) -> str:
    if sheet.cleared_at:
        return "cleared"
    return "blocked" if goes_to_print(sheet.variant) and blockers(sheet.findings) else "made"


def _known(editions: list[Edition]) -> Known:
    revisions = Revision.objects.filter(edition__in=[edition.pk for edition in editions], stage__in=OPEN).defer("content")
    found = {revision.edition_id: revision for revision in revisions.prefetch_related("authors")}
    sheets: dict[int, list[Sheet]] = defaultdict(list)
    approved = [edition.approved_id for edition in editions if edition.approved_id]
    for sheet in Sheet.objects.filter(revision__in=approved).select_related("file").defer("file__measured").order_by("-made_at"):
        sheets[sheet.revision_id].append(sheet)
    grants = LanguageGrant.objects.on(timezone.localdate()).filter(user__is_active=True).order_by()
    entitled = set(grants.values_list("task", "language").distinct())
    return Known(found, _since(found.values()), sheets, entitled, licences_of(editions))


def _since(revisions: Iterable[Revision]) -> dict[int, date]:
    """When each of them made its last step."""
    steps = StageChange.objects.filter(revision__in=[one.pk for one in revisions]).order_by("pk")
    return {revision: _day(at) for revision, at in steps.values_list("revision_id", "at")}


def _day(at) -> date | None:
    return timezone.localdate(at) if at else None
