"""The ticks that go with the content key: what was looked at, what was shown, by whom (Circular 03/2023/TT-BTTTT)."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from kontum_ttdn.workflow.flow import RuleBroken
from products.models import ContentCheck, Edition, Revision
from products.queries.looking import Look, to_look_at
from products.rules import looked_at_before_approval


def keep_checks(
    edition: Edition, revision: Revision, *, by, checked: Collection[str], notes: Mapping[str, str], shown: Collection[int] | None
) -> None:
    """Keep one tick for each thing that has to be looked at. RuleBroken names what is not ticked, or says that there is more to look at.

    `shown`: the similar editions that stood on the page of `by`; None where nobody asked for a page.
    """
    if missing := [what for what in looked_at_before_approval(edition) if what not in checked]:
        said = "; ".join(str(what.label) for what in missing)
        raise RuleBroken(_("Not ticked yet: %(what)s. Whoever approves answers for each of these.") % {"what": said})
    looks = to_look_at(edition, revision, by=by)
    if shown is not None and any(_is_new(look, shown) for look in looks):
        raise RuleBroken(_("Meanwhile there is another work like this one. Please look at the list again, then approve."))
    ContentCheck.objects.bulk_create(
        ContentCheck(
            revision=revision, what=look.what, content_hash=revision.content_hash, found=look.found, note=notes.get(look.what, ""), by=by
        )
        for look in looks
    )


def signed(decision_number: str, signer: str) -> tuple[str, str]:
    """The decision and who signed it: both or neither."""
    decision_number, signer = decision_number.strip(), signer.strip()
    if decision_number and not signer:
        raise RuleBroken(_("Please enter who signed the decision."))
    if signer and not decision_number:
        raise RuleBroken(_("Please enter the number of the decision that was signed."))
    return decision_number, signer


def _is_new(look: Look, shown: Collection[int]) -> bool:
    return any(one.edition.pk not in shown for one in look.similar)
