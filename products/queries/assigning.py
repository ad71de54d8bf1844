"""Who can be given which work, and who has it: for an edition, and for a product's nine editions at once."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils import timezone

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.accounts.models import LanguageGrant, LanguageTask, User
from kontum_ttdn.accounts.queries import away_until, holders
from kontum_ttdn.units.working_days import public_calendar
from products import rules
from products.models import Assignment, Edition, Product
from products.models.revision import OPEN

USUAL = {
    LanguageTask.TRANSLATE: 5,
    LanguageTask.REVIEW: 3,
    LanguageTask.RECORD: 5,
}  # working days that a form proposes; whoever assigns may say another day
NEEDED = (Permission.PRODUCT_WRITE, Permission.EDITION_TRANSLATE, Permission.EDITION_REVIEW, Permission.PRODUCT_VIEW)


def needed(edition: Edition, task: str) -> Permission:
    """What a person must hold for the product's unit to be given this work."""
    if task == LanguageTask.TRANSLATE:
        return rules.edit_permission(edition)
    return Permission.EDITION_REVIEW if task == LanguageTask.REVIEW else Permission.PRODUCT_VIEW


def usual_due(task: str, start: date | None = None) -> date:
    """The day that a form proposes, counted in working days from `start` (today)."""
    return public_calendar().after(start or timezone.localdate(), USUAL[LanguageTask(task)])


def running(edition: Edition):
    """What of this edition is somebody's task now, in the order of the work."""
    return edition.assignments.running().select_related("person").order_by(F("task").desc(), "pk")


@dataclass(frozen=True)
class Candidate:
    """A person who may do it. `away`: the last day of an absence that covers today."""

    user: User
    away: date | None = None


class Candidates:
    """Everybody who may be given work on a product: read once, in six statements, asked for any edition and task."""

    def __init__(self, product: Product, today: date | None = None):
        today = today or timezone.localdate()
        self._held = holders(NEEDED, product.unit_id, today)
        everybody = set().union(*self._held.values())
        self._users = {user.pk: user for user in User.objects.filter(pk__in=everybody).order_by("display_name", "pk")}
        self._entered: dict[tuple[str, str], set[int]] = defaultdict(set)
        for user, task, language in LanguageGrant.objects.on(today).filter(user__in=everybody).values_list("user_id", "task", "language"):
            self._entered[task, language].add(user)
        self._away = away_until(everybody, today)

    def of(self, edition: Edition, task: str) -> list[Candidate]:
        """Those entitled to `task` in this edition's language, by name."""
        held = self._held[needed(edition, task)]
        if not (task == LanguageTask.TRANSLATE and edition.is_source):
            held = held & self._entered[task, edition.language]
        return [Candidate(user, self._away.get(pk)) for pk, user in self._users.items() if pk in held]


def is_author(edition: Edition, user) -> bool:
    """Whether `user` wrote or translated what is in work now."""
    return edition.revisions.filter(stage__in=OPEN, authors=user).exists()


def by_language(product: Product) -> dict[tuple[str, str], Assignment]:
    """What is running on a product, by language and task; one statement."""
    found = Assignment.objects.running().filter(edition__product=product).select_related("person", "edition")
    return {(one.edition.language, one.task): one for one in found}
