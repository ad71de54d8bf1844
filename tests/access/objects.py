"""What the walk puts into addresses: for each address that names something, a maker of that something.

A new app adds its addresses here: a function `made(unit, owner)` that makes the thing for `unit` (and `owner`, a person of it)
and returns the keyword arguments of the address. A new address without a maker fails the walk by name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kontum_ttdn.accounts.actions.invitations import invite
from kontum_ttdn.accounts.actions.second_factor import ask_reset
from kontum_ttdn.accounts.models import Absence
from kontum_ttdn.api.models import ApiToken
from kontum_ttdn.background.models import Job
from kontum_ttdn.media import gate
from kontum_ttdn.media.actions import add_picture
from kontum_ttdn.media.models import People, Picture, Rights
from kontum_ttdn.media.renditions import rendition
from kontum_ttdn.notices.actions import tell
from kontum_ttdn.people.actions import add_person
from kontum_ttdn.printing.models import PagePicture, PrintedFile
from kontum_ttdn.units.models import Reorganisation
from products.models import Assignment, Comment, Edition, Feedback, ImportDraft, OutsideReview, PrintBatch, Revision, Sheet, Term, TermForm
from tests.factories import LanguageGrantFactory, ProductFactory, RoleGrantFactory, SecondFactorFactory, UserFactory
from tests.media import made


@dataclass(frozen=True)
class Sample:
    """How to fill an address. `scoped` False: one directory for all who hold the permission. `hidden`: not even its own unit reaches it so."""

    make: Callable[..., dict]
    scoped: bool = True
    hidden: bool = False


SAMPLES: dict[str, Sample] = {}


def sample(*names: str, scoped: bool = True, hidden: bool = False):
    def register(make):
        for name in names:
            SAMPLES[name] = Sample(make, scoped, hidden)
        return make

    return register


# --- units ---


@sample("units:detail", scoped=False)
def unit(unit, owner):
    return {"pk": unit.pk}


REORGANISATION_PAGES = ("reorganisation", "reorganisation_plan", "reorganisation_apply", "reorganisation_undo", "reorganisation_discard")


@sample(*(f"units:{page}" for page in REORGANISATION_PAGES))
def reorganisation_being_prepared(unit, owner):
    text = '{"name": "-", "date": "2099-01-01", "changes": []}'
    return {"pk": Reorganisation.objects.create(name="-", date=date(2099, 1, 1), text=text, sha256="0" * 64, prepared_by=owner).pk}


# --- tokens of other systems ---


@sample("tokens:token", "tokens:revoke")
def token_of_a_system(unit, owner):
    said = {"name": "-", "unit": unit, "scopes": ["library"], "expires_on": date(2099, 1, 1), "made_by": owner}
    return {"pk": ApiToken.objects.create(prefix=uuid4().hex[:8], token_hash="-", **said).pk}


@sample("api:handover_file", scoped=False)
def file_of_the_hand_over(unit, owner):
    return {"sha256": "0" * 64}


# --- accounts ---


@sample(
    "accounts:account",
    "accounts:grant_role",
    "accounts:grant_language",
    "accounts:hand_over",
    "accounts:ask_reset",
    "accounts:offer_password",
)
def account(unit, owner):
    return {"pk": UserFactory(unit=unit).pk}


@sample("accounts:end_role")
def role_grant(unit, owner):
    return {"pk": RoleGrantFactory(user=UserFactory(unit=unit)).pk}


@sample("accounts:end_language")
def language_grant(unit, owner):
    return {"pk": LanguageGrantFactory(user=UserFactory(unit=unit)).pk}


@sample("accounts:confirm_reset")
def reset(unit, owner):
    factor = SecondFactorFactory(user=UserFactory(unit=unit))
    return {"pk": ask_reset(user=factor.user, reason="-", by=UserFactory(unit=unit, roles=["administrator"])).pk}


@sample("accounts:withdraw_invitation")
def invitation(unit, owner):
    invited, token = invite(display_name="-", unit=unit, roles=[], languages=[], by=UserFactory(unit=unit, roles=["administrator"]))
    return {"pk": invited.pk}


@sample("accounts:accept", "accounts:new_password", "products:answer", scoped=False)
def link(unit, owner):
    return {"token": "a-link-that-nobody-made"}


@sample("mfa_view_recovery_codes", scoped=False, hidden=True)
def spare_codes_of_who_has_none(unit, owner):
    return {}


@sample("accounts:remove_absence")
def days_of_absence(unit, owner):
    return {"pk": Absence.objects.create(user=owner, first=date(2099, 1, 1), last=date(2099, 1, 2)).pk}


# --- background ---


@sample("background:job", "background:state", "background:cancel", "background:retry")
def job(unit, owner):
    return {"pk": Job.objects.create(kind="sample", key=str(uuid4()), asked_by=owner).pk}


# --- notices ---


@sample("notices:open", "notices:read")
def notice(unit, owner):
    return {"pk": tell(user=owner, message="-").pk}


# --- media ---


def _picture(unit, owner) -> Picture:
    stored = gate.receive(SimpleUploadedFile("a.jpg", made.jpeg()), by=owner, unit=unit, allow=("picture",))
    return add_picture(file=stored, by=owner, title="-", author="-", credit="-", rights=Rights.OWN, people=People.NONE)


@sample("pictures:detail")
def picture(unit, owner):
    return {"pk": _picture(unit, owner).pk}


@sample("media:internal")
def staff_file(unit, owner):
    return {"file_id": _picture(unit, owner).file_id, "purpose": "thumb"}


@sample("media:public", hidden=True)
def file_that_is_not_public(unit, owner):
    derived = rendition(_picture(unit, owner), "web")
    return {"sha256": derived.sha256, "extension": derived.extension}


# --- products ---

EDITION_PAGES = (
    "edition",
    "lead",
    "name_variant",
    "submit",
    "recall",
    "pass_language",
    "approve",
    "return",
    "publish",
    "withdraw",
    "deposit",
    "fitting",
    "fill",
    "print",
    "outside",
    "outside_person",
    "exception",
    "exchange",
    "hold",
    "release",
    "take_over",
    "go",
    "findings",
)


@sample(
    "products:product", "products:describe", "products:add_block", "products:publish_all", "products:withdraw_product", "products:say_until"
)
def product(unit, owner):
    return {"code": ProductFactory(unit=unit).code}


@sample("products:read", "products:kept", "api:work", hidden=True)
def product_nobody_published(unit, owner):
    return product(unit, owner)


@sample("products:linked_data", hidden=True)
def linked_data_of_what_nobody_published(unit, owner):
    return product(unit, owner)


@sample("catalogue:shelf", scoped=False)
def shelf_of_a_language(unit, owner):
    return {"language": "lo"}


@sample("catalogue:entry", hidden=True)
def entry_of_what_nobody_published(unit, owner):
    return product(unit, owner) | {"language": "vi"}


@sample("machine:map", scoped=False)
def pages_for_search_engines(unit, owner):
    return {"room": "portal", "part": "lo"}


@sample("sheets:in_hand", hidden=True)
def sheet_in_the_hand_of_nobody(unit, owner):
    return product(unit, owner) | {"language": "vi", "number": 1, "channel": "s"}


@sample("sheets:unknown", scoped=False, hidden=True)
def address_mistyped(unit, owner):
    return {"typed": "thu-vien"}


@sample("permanent:work", hidden=True)
def work_nobody_published(unit, owner):
    return product(unit, owner)


@sample("permanent:edition", hidden=True)
def edition_nobody_published(unit, owner):
    return product(unit, owner) | {"language": "vi"}


@sample("permanent:revision", hidden=True)
def revision_nobody_published(unit, owner):
    return edition_nobody_published(unit, owner) | {"number": 1}


@sample("products:pdf", "products:front", hidden=True)
def sheet_nobody_published(unit, owner):
    return product(unit, owner) | {"language": "vi", "layout": "leaflet"}


@sample("products:epub", "products:plain_text", hidden=True)
def book_nobody_published(unit, owner):
    return product(unit, owner) | {"language": "vi"}


@sample("products:captions", hidden=True)
def sentences_nobody_published(unit, owner):
    return {"code": ProductFactory(unit=unit).code, "language": "vi", "key": uuid4(), "said": "vi"}


@sample("products:say", hidden=True)
def word_on_what_nobody_published(unit, owner):
    return product(unit, owner) | {"language": "vi"}


@sample("products:feedback")
def words_of_readers(unit, owner):
    return product(unit, owner)


@sample("products:hear_feedback", "products:blank_feedback")
def word_of_a_reader(unit, owner):
    found = ProductFactory(unit=unit).editions.get(language="vi")
    revision = found.revisions.first() or Revision.objects.create(edition=found, number=1)
    return {"pk": Feedback.objects.create(edition=found, revision=revision, useful=True, note="-", day=date(2099, 1, 1)).pk}


@sample("products:import_preview", "products:import_forget")
def document_being_looked_at(unit, owner):
    return {"pk": ImportDraft.objects.create(by=owner, filename="a.txt", data="Một dòng.".encode()).pk}


@sample("products:change_block", "products:picture")
def block(unit, owner):
    found = ProductFactory(unit=unit)
    return {"code": found.code, "key": found.blocks.standing().last().key}


@sample(*(f"products:{page}" for page in EDITION_PAGES))
def edition(unit, owner):
    return {"code": ProductFactory(unit=unit).code, "language": "lo"}


@sample("products:review_sheet")
def sheet_of_words_not_handed_in(unit, owner):
    return edition(unit, owner)


def _review(unit) -> OutsideReview:
    clerk = UserFactory(unit=unit, roles=["clerk"])
    person = add_person(name="Y Thử", unit=unit, purpose="author", basis="duty", keep_until=date(2099, 1, 1), by=clerk)
    revision = Revision.objects.create(edition=ProductFactory(unit=unit).editions.get(language="lo"), number=1)
    until = timezone.now() + timedelta(days=1)
    return OutsideReview.objects.create(revision=revision, person=person, how="paper", made_by=clerk, until=until)


@sample("products:outside_review", "products:take_back_outside")
def review_without_an_account(unit, owner):
    return {"pk": _review(unit).pk}


@sample("products:outside_scan", hidden=True)
def scan_that_did_not_come_yet(unit, owner):
    return review_without_an_account(unit, owner)


@sample("products:take_wording")
def better_wording(unit, owner):
    review = _review(unit)
    product = review.revision.edition.product
    remark = review.remarks.create(block=product.blocks.first(), verdict="better", text="-")
    return {"code": product.code, "language": "lo", "pk": remark.pk}


@sample("products:exchange_file")
def file_for_people_outside(unit, owner):
    return edition(unit, owner) | {"form": "xliff"}


@sample("products:exchange_preview", "products:exchange_forget")
def file_that_came_back(unit, owner):
    found = ProductFactory(unit=unit).editions.get(language="lo")
    return {
        "code": found.product.code,
        "language": "lo",
        "pk": ImportDraft.objects.create(by=owner, edition=found, filename="a", data=b"a").pk,
    }


@sample("products:licence")
def approved_edition(unit, owner):
    found = ProductFactory(unit=unit).editions.get(language="lo")
    found.approved = found.revisions.create(number=1, stage="approved", content_hash="0" * 64)
    found.save(update_fields=["approved"])
    return {"code": found.product.code, "language": "lo"}


@sample("products:fee_file", scoped=False)
def list_for_payment(unit, owner):
    return {"form": "csv"}


@sample("products:tasks")
def tasks_of_a_product(unit, owner):
    return product(unit, owner)


@sample("products:assign")
def task_to_give(unit, owner):
    return edition(unit, owner) | {"task": "translate"}


@sample("products:hand_on", "products:take_back", "products:finish")
def task_given(unit, owner):
    found = edition(unit, owner)
    lao = Edition.objects.get(product__code=found["code"], language="lo")
    given = Assignment.objects.create(edition=lao, task="record", person=owner, due=date(2099, 1, 1), made_by=owner)
    return found | {"pk": given.pk}


@sample("products:segment", "products:history", "products:restore", "products:aside", "products:comments")
def segment(unit, owner):
    return block(unit, owner) | {"language": "lo"}


@sample("products:answer_comment", "products:resolve_comment", "products:reopen_comment")
def comment(unit, owner):
    found = ProductFactory(unit=unit)
    edition = found.editions.get(language="lo")
    made = Comment.objects.create(edition=edition, block=found.blocks.standing().last(), text="-", by=owner)
    return {"code": found.code, "language": "lo", "pk": made.pk}


@sample("products:sheet", "products:leaves", "products:draw_leaves", "products:clear")
def sheet(unit, owner):
    printed = PrintedFile(content_key=uuid4().hex, layout="leaflet", variant="proof", language="lo", pages=1, bytes=4)
    printed.file.save("proof.pdf", ContentFile(b"%PDF"))
    found = ProductFactory(unit=unit).editions.get(language="lo")
    return {"pk": Sheet.objects.create(edition=found, layout="leaflet", variant="proof", file=printed).pk}


@sample("products:leaf")
def picture_of_a_page(unit, owner):
    found = Sheet.objects.get(pk=sheet(unit, owner)["pk"])
    picture = PagePicture(printed=found.file, number=1, width=1, height=1, sha256="0" * 64, bytes=4)
    picture.file.save("1.jpg", ContentFile(b"JFIF"))
    return {"pk": found.pk, "number": 1}


BATCH_PAGES = ("batch", "batch_progress", "batch_retry", "batch_cancel", "batch_pack")


@sample(*(f"products:{page}" for page in BATCH_PAGES))
def batch(unit, owner):
    made = PrintBatch.objects.create(name="-", unit=unit, asked_by=owner)
    made.items.create(edition=ProductFactory(unit=unit).editions.get(language="lo"), layout="leaflet", variant="proof")
    return {"pk": made.pk}


@sample("products:batch_package", hidden=True)
def batch_not_packed_yet(unit, owner):
    return batch(unit, owner)


# --- glossary ---


@sample("products:term", "products:term_change", "products:word_add", scoped=False)
def term(unit, owner):
    return {"code": Term.objects.get_or_create(code="to-roi")[0].code}


@sample("products:word", scoped=False)
def word_of_a_term(unit, owner):
    found = Term.objects.get_or_create(code="to-roi")[0]
    return {"code": found.code, "pk": TermForm.objects.get_or_create(term=found, language="vi", form="tờ rơi", folded="to roi")[0].pk}
