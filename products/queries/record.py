"""The record of an edition: every step of its revisions, who made it, how long each state lasted, who answered and on which decision."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontum_ttdn.audit.registry import VERBS
from kontum_ttdn.units.working_days import public_calendar
from products.models import Approval, ContentCheck, Edition, KeyException, Revision, Stage, StageChange

SHOWN = 12  # revisions of a record, the newest


@dataclass(frozen=True)
class Stay:
    """One stretch of time in one state. `until` None: it lasts still. `by` may be None where the account is gone."""

    stage: str
    move: str
    by: object
    since: datetime
    until: datetime | None
    reason: str = ""

    @property
    def is_end(self) -> bool:
        """Approved: nothing is waited for any more."""
        return self.stage == Stage.APPROVED

    @property
    def took(self) -> timedelta:
        return timedelta(0) if self.is_end else (self.until or timezone.now()) - self.since

    @property
    def working_days(self) -> int:
        """Working days that went by after the day on which it began."""
        return public_calendar().between(timezone.localdate(self.since), timezone.localdate(self.until)) if not self.is_end else 0

    @property
    def stage_title(self) -> str:
        return Stage(self.stage).label

    @property
    def step(self) -> str:
        """What was done, in the words of the log."""
        return str(VERBS.get(self.move, self.move))

    @property
    def lasted(self) -> str:
        return in_words(self.took)


@dataclass(frozen=True)
class Total:
    """All the time that a revision, or an edition, spent in one state."""

    stage: str
    took: timedelta
    working_days: int

    @property
    def stage_title(self) -> str:
        return Stage(self.stage).label

    @property
    def lasted(self) -> str:
        return in_words(self.took)


@dataclass
class RecordOfRevision:
    """What is on record of one revision."""

    revision: Revision
    stays: list[Stay]
    keys: list[Approval] = field(default_factory=list)
    checks: list[ContentCheck] = field(default_factory=list)
    exception: KeyException | None = None

    @property
    def totals(self) -> list[Total]:
        return time_in_stages(self.stays)


def stays_of(revision: Revision, changes: Iterable[StageChange]) -> list[Stay]:
    """Its stretches of time, oldest first. What was begun before steps were noted counts from the day of its row."""
    changes = list(changes)
    if not changes:
        return [Stay(Stage.IN_WORK, "begin", None, revision.at, None)] if revision.is_open else []
    ends = [change.at for change in changes[1:]] + [None]
    return [Stay(one.stage, one.move, one.by, one.at, end, one.reason) for one, end in zip(changes, ends, strict=True)]


def time_in_stages(stays: Iterable[Stay]) -> list[Total]:
    """How long in each state, in the order of the table of states; the time after approval is nobody's."""
    took, days = defaultdict(timedelta), defaultdict(int)
    for stay in stays:
        if not stay.is_end:
            took[stay.stage] += stay.took
            days[stay.stage] += stay.working_days
    return [Total(stage, took[stage], days[stage]) for stage in Stage.values if stage in took]


def record_of(edition: Edition) -> list[RecordOfRevision]:
    """The newest revisions of an edition with all that is on record of them, the newest first; in four statements."""
    revisions = list(edition.revisions.select_related("key_exception__by").defer("content").order_by("-number")[:SHOWN])
    steps, keys, checks = (
        _by_revision(model.objects.filter(revision__in=revisions).select_related(*with_whom).order_by("pk"))
        for model, with_whom in ((StageChange, ("by",)), (Approval, ("by", "person")), (ContentCheck, ("by",)))
    )
    return [
        RecordOfRevision(one, stays_of(one, steps[one.pk]), keys[one.pk], checks[one.pk], getattr(one, "key_exception", None))
        for one in revisions
    ]


def in_words(took: timedelta) -> str:
    """3 days 4 hours; 4 hours; less than an hour."""
    hours = int(took.total_seconds() // 3600)
    days, hours = divmod(hours, 24)
    said = []
    if days:
        said.append(ngettext("%(count)d day", "%(count)d days", days) % {"count": days})
    if hours:
        said.append(ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours})
    return " ".join(said) or _("less than an hour")


def _by_revision(rows) -> dict[int, list]:
    found = defaultdict(list)
    for row in rows:
        found[row.revision_id].append(row)
    return found
