"""What people earn by words that were accepted: rates from a day on, one line a person and revision, paid by a list with a number."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.accounts.models import LanguageTask
from kontum_ttdn.audit.actions import record
from kontum_ttdn.media.models import StoredFile
from kontum_ttdn.workflow.flow import RuleBroken
from products import measuring
from products.content import Content, only_deposited
from products.models import Fee, FeeRate, Key, Measure, Origin, Revision, Segment, SegmentVersion, Stage
from products.queries.fees import rate_for

HIGHEST = 100_000_000  # đồng a page or minute; more is a slip of the pen


def earn(*, revision: Revision) -> list[Fee]:
    """Note what was earned by `revision`, accepted just now: by what no earlier approved revision of the edition said.

    Translators share what they translated anew; the source edition is written by staff and earns no translator's fee. Whoever gave the
    language key earns the review of the same amount. A recording that is the edition by itself is counted in minutes. Where no rate holds,
    the amount stays open.
    """
    approved = Revision.objects.filter(edition=revision.edition, stage=Stage.APPROVED).exclude(pk=revision.pk)
    earlier = [said.content for said in approved.only("content")]
    if revision.edition.is_source:
        return _review(revision, earlier)
    return _translation(revision, earlier) + _review(revision, earlier)


def _translation(revision: Revision, earlier: list[Content]) -> list[Fee]:
    authors = list(revision.authors.values_list("pk", flat=True))
    if seconds := _seconds(revision, earlier):
        each = measuring.minutes(seconds / max(1, len(authors)))
        return [_fee(revision, LanguageTask.RECORD, Measure.MINUTE, each, user_id=author) for author in authors if each]
    parts = measuring.shares(_characters(revision, earlier), _worded_by(revision), authors)
    earned = {author: measuring.pages(count) for author, count in parts.items()}
    return [_fee(revision, LanguageTask.TRANSLATE, Measure.PAGE, pages, user_id=author) for author, pages in earned.items() if pages]


def _worded_by(revision: Revision) -> dict[str, int | None]:
    """Who first said by hand what each block says now: confirming a colleague's words, or bringing them back, makes them nobody else's.

    Words that nobody typed are those of who saved them last.
    """
    segments = Segment.objects.filter(edition=revision.edition).values_list("block__key", "saved_by")
    same = SegmentVersion.objects.filter(segment__edition=revision.edition, text=F("segment__text"))
    by_hand = same.exclude(origin__in=(Origin.MEMORY, Origin.MACHINE)).order_by("-version")  # the first is read last, and stands
    return {str(key): by for key, by in (*segments, *by_hand.values_list("segment__block__key", "by"))}


def _review(revision: Revision, earlier: list[Content]) -> list[Fee]:
    given = {key.key: key for key in revision.approvals.filter(key__in=(Key.LANGUAGE, Key.COMMUNITY))}
    key = given.get(Key.LANGUAGE) or given.get(Key.COMMUNITY)  # a village's listener who stood in for the reviewer
    if key is None:
        return []
    payee = {"person_id": key.person_id} if key.person_id else {"user_id": key.by_id}
    if seconds := _seconds(revision, earlier):
        measure, quantity = Measure.MINUTE, measuring.minutes(seconds)
    else:
        measure, quantity = Measure.PAGE, measuring.pages(sum(_characters(revision, earlier).values()))
    return [_fee(revision, LanguageTask.REVIEW, measure, quantity, **payee)] if quantity else []


def _characters(revision: Revision, earlier: list[Content]) -> dict[str, int]:
    source = revision.based_on.content if revision.based_on_id else []
    return measuring.characters(revision.content, source, measuring.new_keys(revision.content, earlier))


def _seconds(revision: Revision, earlier: list[Content]) -> float:
    """How long the recordings that are new last; a file without sound lasts nothing, nor does one beside a text, whose pages count."""
    if not only_deposited(revision.content):
        return 0
    found = StoredFile.objects.filter(sha256__in=measuring.new_files(revision.content, earlier))
    by_hash = {file.sha256: file.facts.get("seconds", 0) for file in found}
    return sum(by_hash.values())


def _fee(revision: Revision, task: str, measure: str, quantity: Decimal, **payee) -> Fee:
    held = rate_for(task=task, language=revision.edition.language, measure=measure, on=timezone.localdate())
    money = {"rate": held.amount, "amount": measuring.amount(quantity, held.amount)} if held else {}
    return Fee.objects.create(revision=revision, task=task, measure=measure, quantity=quantity, **money, **payee)


@transaction.atomic
def add_rate(*, task: str, language: str, measure: str, amount: int, valid_from: date, basis: str, by) -> FeeRate:
    """A rate from a day on; a rate is never changed, a later one takes its place. Work of that time that had no rate gets this one."""
    if not may(by, Permission.FEE_KEEP):
        raise RuleBroken(_("Your roles do not allow this."))
    if not 0 < amount <= HIGHEST:
        raise RuleBroken(_("A rate is a sum between 1 and 100,000,000 đồng."))
    if not basis.strip():
        raise RuleBroken(_("Name the decision or rule by which this rate holds."))
    rate = FeeRate(task=task, language=language, measure=measure, amount=amount, valid_from=valid_from, basis=basis.strip(), entered_by=by)
    try:
        with transaction.atomic():
            rate.save()
    except IntegrityError:
        raise RuleBroken(_("There is a rate from this very day already. A rate is not changed; enter one from a later day.")) from None
    record("add_rate", rate, by=by, changes={"amount": (None, amount), "valid_from": (None, valid_from)}, note=rate.basis, unit=by.unit_id)
    _rate_what_waits(rate)
    return rate


def _rate_what_waits(rate: FeeRate) -> None:
    waiting = Fee.objects.unrated().filter(task=rate.task, measure=rate.measure).select_related("revision__edition")
    for fee in waiting.select_for_update(of=("self",)).defer("revision__content"):
        earned_on = timezone.localdate(fee.at)
        if held := rate_for(task=fee.task, language=fee.revision.edition.language, measure=fee.measure, on=earned_on):
            fee.rate, fee.amount = held.amount, measuring.amount(fee.quantity, held.amount)
            fee.save(update_fields=["rate", "amount"])


@transaction.atomic
def pay(*, fees: Iterable[int], voucher: str, paid_on: date, by) -> list[Fee]:
    """Note that these fees (by id) are paid by the list with this number. All or none; RuleBroken where one cannot be."""
    wanted = set(fees)
    if not voucher.strip():
        raise RuleBroken(_("Enter the number of the payment list."))
    if paid_on > timezone.localdate():
        raise RuleBroken(_("This day has not come yet."))
    if not wanted:
        raise RuleBroken(_("Choose at least one line."))
    found = list(Fee.objects.kept_by(by).unpaid().filter(pk__in=wanted).order_by("pk").select_for_update(of=("self",)))
    if len(found) != len(wanted):
        raise RuleBroken(_("Some of these lines are paid already, or have no rate. Nothing was noted: reload the list and choose again."))
    for fee in found:
        fee.paid_on, fee.paid_by, fee.voucher = paid_on, by, voucher.strip()[:60]
    Fee.objects.bulk_update(found, ["paid_on", "paid_by", "voucher"])
    units = dict(Fee.objects.filter(pk__in=wanted).values_list("pk", "revision__edition__product__unit_id"))
    for fee in found:
        record("pay", fee, by=by, changes={"voucher": ("", fee.voucher), "paid_on": (None, paid_on)}, unit=units[fee.pk])
    return found
