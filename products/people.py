"""What products keep of a person without an account: told in an export, taken away in an erasure. A key that was turned stands, nameless."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontum_ttdn.people.registry import Keeper, Outcome

from .actions.erasing import forget_words, let_scans_go, unname
from .models import Approval, Fee, OutsideReview

FREE_TEXTS = {
    "products.Approval": ("signer",),
    "products.Assignment": ("note",),
    "products.BatchItem": ("error",),
    "products.CaptionTrack": ("cues", "source_name"),
    "products.Comment": ("text",),
    "products.ContentCheck": ("note", "found"),
    "products.Edition": ("withdrawn_why",),
    "products.Feedback": ("note",),
    "products.ImportDraft": ("filename",),
    "products.KeyException": ("reason",),
    "products.OutsideRemark": ("text",),
    "products.PrintBatch": ("name",),
    "products.Revision": ("note", "outside"),
    "products.StageChange": ("reason",),
}


def holds(person) -> list[dict]:
    """Each review that the person was asked for, with what they said and the scan of their sheet, each key and each fee that is theirs."""
    reviews = OutsideReview.objects.filter(person=person).select_related("revision__edition__product", "evidence")
    keys = Approval.objects.filter(person=person).select_related("revision__edition__product")
    fees = Fee.objects.filter(person=person).select_related("revision__edition__product").defer("revision__content")
    told = [_told(review) for review in reviews.prefetch_related("remarks__block")]
    return told + [_key(approval) for approval in keys] + [_fee(fee) for fee in fees]


def signs(person) -> bool:
    """A key stands, and so does the row of whose it is; nameless. So does a line of a payment list."""
    return Approval.objects.filter(person=person).exists() or Fee.objects.filter(person=person).exists()


def erase(person) -> Outcome:
    """What waits for an answer goes, links with it. Of what was answered the scan of the sheet and every word go; verdicts and keys stay, of nobody."""
    outcome = Outcome()
    reviews = OutsideReview.objects.select_for_update(of=("self",)).filter(person=person)
    waiting = reviews.filter(answered_at=None).delete()[1].get("products.OutsideReview", 0)
    _say(outcome.gone, waiting, ngettext("%(count)d review that was asked for", "%(count)d reviews that were asked for", waiting))
    words = forget_words(reviews)
    _say(outcome.gone, words, ngettext("the words of %(count)d remark", "the words of %(count)d remarks", words))
    gone, kept = let_scans_go(reviews, Approval.objects.filter(person=person))
    _say(outcome.gone, gone, ngettext("%(count)d scan of a signed sheet", "%(count)d scans of signed sheets", gone))
    _say(outcome.left, kept, ngettext(
        "%(count)d scan of a sheet is kept: something else of the house stands on the same file",
        "%(count)d scans of sheets are kept: something else of the house stands on the same files", kept,
    ))  # fmt: skip
    for approval in Approval.objects.filter(person=person).select_related("revision__edition__product"):
        told = {"what": _edition(approval.revision), "key": approval.get_key_display()}
        outcome.stands.append(
            _("the approval of %(what)s (%(key)s): it was signed and cannot be unsigned; its signer has no name any more") % told
        )
    fees = Fee.objects.filter(person=person).count()
    _say(
        outcome.stands,
        fees,
        ngettext("%(count)d line of the accounts, without the name", "%(count)d lines of the accounts, without the name", fees),
    )
    return outcome


def _say(lines: list[str], count: int, sentence: str) -> None:
    if count:
        lines.append(sentence % {"count": count})


def _told(review: OutsideReview) -> dict:
    scan = review.evidence
    return {
        "review": _edition(review.revision),
        "how": review.how,
        "key": review.key,
        "asked": review.made_at.isoformat(),
        "answered": review.answered_at and review.answered_at.isoformat(),
        "passed": review.passed,
        "scan": scan and {"name": scan.original_name, "sha256": scan.sha256, "type": scan.media_type},
        "remarks": [{"segment": str(remark.block.key), "verdict": remark.verdict, "text": remark.text} for remark in review.remarks.all()],
    }


def _key(approval: Approval) -> dict:
    return {"key": approval.key, "of": _edition(approval.revision), "how": approval.how, "at": approval.at.isoformat()}


def _fee(fee: Fee) -> dict:
    paid = {"paid_on": fee.paid_on and fee.paid_on.isoformat(), "payment_list": fee.voucher}
    return {
        "fee": fee.task,
        "of": _edition(fee.revision),
        "quantity": str(fee.quantity),
        "measure": fee.measure,
        "amount": fee.amount,
        **paid,
    }


def _edition(revision) -> str:
    return f"{revision.edition.product.code} {revision.edition.language} {revision.number}"


KEEPER = Keeper("products", holds, erase, signs, unname=unname)
