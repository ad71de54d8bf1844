"""What an erasure changes in products: words and scans of who reviewed without an account, and a name in a credit line or a recording's sentences.

What both keys approved is frozen, yet a name in it must be erasable: the credit line and the sentences of a recording change, the hash of the
content with them, and everything that named the old hash names the new one (decision 0013). The approved words themselves are left alone.
"""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from kontum_ttdn.audit.actions import record
from kontum_ttdn.media import storage
from kontum_ttdn.media.actions import let_go
from kontum_ttdn.media.models import StoredFile
from kontum_ttdn.people.naming import Naming
from kontum_ttdn.people.registry import Outcome
from kontum_ttdn.printing.layouts import LAYOUTS
from kontum_ttdn.printing.models import PagePicture, PrintedFile
from kontum_ttdn.search import index
from products.content import Content, content_hash
from products.models import (
    ContentCheck,
    OutsideRemark,
    OutsideReview,
    PrintBatch,
    PrintLicence,
    Revision,
    Sheet,
    StageChange,
    Standing,
    Verdict,
)

from .books import forget_all as forget_books
from .packages import forget_package
from .printing import order_readers_files
from .searching import note_change
from .showing import page_says_more

RETURNED = "return_outside"


def forget_words(reviews) -> int:
    """Every word that the reviewers wrote, here and where it was told to the authors; how many remarks had any. Verdicts stay."""
    for review in reviews.filter(passed=False):
        _forget_what_was_told(review)
    said = OutsideRemark.objects.filter(review__in=reviews).exclude(text="")
    said.filter(verdict=Verdict.BETTER).update(verdict=Verdict.NOT_GOOD)
    return said.update(text="")


def _forget_what_was_told(review: OutsideReview) -> None:
    """The step that this answer made follows it at once; steps of other answers to the same text keep their reason."""
    steps = StageChange.objects.filter(revision=review.revision_id, move=RETURNED, at__gte=review.answered_at).order_by("at", "pk")
    step = steps.exclude(reason="").first()
    if step:
        Revision.objects.filter(pk=review.revision_id, note=step.reason).update(note="-")
        StageChange.objects.filter(pk=step.pk).update(reason="-")


def let_scans_go(reviews, approvals) -> tuple[int, int]:
    """The scans of signed sheets: how many went, how many something else stands on. The log keeps the hash under the approval's number:
    who has the paper can prove that it is the one."""
    scans = set(reviews.exclude(evidence=None).values_list("evidence", flat=True)) | set(approvals.exclude(evidence=None).values_list("evidence", flat=True))  # fmt: skip
    for approval in approvals.exclude(evidence=None).select_related("evidence", "revision__edition__product"):
        unit = approval.revision.edition.product.unit_id
        record("erase_person", approval, changes={"evidence": (approval.evidence.sha256, None)}, unit=unit)
    reviews.update(evidence=None)
    approvals.update(evidence=None)
    gone = [scan for scan in StoredFile.objects.filter(pk__in=scans) if not _is_needed(scan) and let_go(file=scan)]
    return len(gone), len(scans) - len(gone)


def _is_needed(scan: StoredFile) -> bool:
    return Revision.objects.filter(files=scan).exists()


def unname(naming: Naming) -> Outcome:
    """Take the names out of credit lines and sentences of recordings, of every revision that ever had them; printed files are made anew."""
    outcome, products = Outcome(), set()
    for revision in naming.rows(Revision, "content").select_related("edition__product").order_by("pk"):
        content = [_without(entry, naming) for entry in revision.content]
        if content != revision.content:
            _put(revision, content)
            products.add(revision.edition.product_id)
            told = {"what": f"{revision.edition.product.code} {revision.edition.language} {revision.number}"}
            outcome.gone.append(
                _("the name in credit lines or sentences of a recording of %(what)s; its printed files are made anew") % told
            )
    for product_id in products:
        page_says_more(product_id)
    if products:
        transaction.on_commit(forget_books, robust=True)
    transaction.on_commit(index.tend, robust=True)
    return outcome


def _without(entry: dict, naming: Naming) -> dict:
    new = dict(entry)
    if entry.get("picture"):
        new["picture"] = entry["picture"] | {"credit": naming.without(entry["picture"]["credit"])}
    if entry.get("cues"):  # Vietnamese sentences are the transcript, line by line: those are approved words
        new["cues"] = {language: cues if language == "vi" else naming.without(cues) for language, cues in entry["cues"].items()}
    return new


def _put(revision: Revision, content: Content) -> None:
    """The content without the name, under its new hash, wherever the old one is named."""
    old, new = revision.content_hash, content_hash(content)
    Revision.objects.filter(pk=revision.pk).update(content=content, content_hash=new)
    for rows in (
        PrintLicence.objects.filter(edition=revision.edition_id),
        ContentCheck.objects.filter(revision=revision),
        OutsideReview.objects.filter(revision=revision),
    ):
        rows.filter(content_hash=old).update(content_hash=new)
    edition = revision.edition
    record("unname", edition, changes={"content_hash": (old[:12], new[:12])}, unit=edition.product.unit_id)
    _drop_sheets(revision)
    note_change(edition.product_id)
    edition.refresh_from_db()
    if edition.standing == Standing.PUBLISHED and edition.approved_id == revision.pk:
        order_readers_files(edition, by=None)


def _drop_sheets(revision: Revision) -> None:
    """Every printed file that may show the name: of this revision, proofs, and forms on which several languages stand."""
    several = [name for name, layout in LAYOUTS.items() if layout.beside]
    of_work = Sheet.objects.filter(edition__product=revision.edition.product_id)
    sheets = of_work.filter(revision=revision) | of_work.filter(revision=None) | of_work.filter(layout__in=several)
    for batch in PrintBatch.objects.exclude(packed_name="").filter(items__sheet__in=sheets).distinct():
        forget_package(batch)
    languages = set(sheets.values_list("edition__language", flat=True)) | {revision.edition.language}
    Sheet.objects.filter(pk__in=list(sheets.values_list("pk", flat=True))).delete()
    _drop_files(PrintedFile.objects.filter(language__in=languages).exclude(pk__in=Sheet.objects.values("file")))


def _drop_files(orphans) -> None:
    """Files of which no sheet speaks: those of the sheets just dropped, and earlier proofs. Whoever needs one has it made anew."""
    names = set()
    for printed in orphans.prefetch_related("pictures"):
        names |= {printed.file.name, *(picture.file.name for picture in printed.pictures.all())}
    orphans.delete()
    transaction.on_commit(partial(_drop, names), robust=True)


def _drop(names: set[str]) -> None:
    for model in (PrintedFile, PagePicture):
        names -= set(model.objects.filter(file__in=names).values_list("file", flat=True))
    for name in names:
        storage.drop(name)
