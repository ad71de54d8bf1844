"""What the walk puts into addresses: for each address that names something, a maker of that something.

A new app adds its addresses here: a function `made(unit, owner)` that makes the thing for `unit` (and `owner`, a person of it)
and returns the keyword arguments of the address. A new address without a maker fails the walk by name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from kontum_ttdn.accounts.actions.invitations import invite
from kontum_ttdn.accounts.actions.second_factor import ask_reset
from kontum_ttdn.background.models import Job
from kontum_ttdn.media import gate
from kontum_ttdn.media.actions import add_picture
from kontum_ttdn.media.models import People, Picture, Rights
from kontum_ttdn.media.renditions import rendition
from kontum_ttdn.people.actions import add_person
from kontum_ttdn.printing.models import PrintedFile
from products.models import ImportDraft, Sheet
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


@sample("accounts:accept", "accounts:new_password", scoped=False)
def link(unit, owner):
    return {"token": "a-link-that-nobody-made"}


@sample("mfa_view_recovery_codes", scoped=False, hidden=True)
def spare_codes_of_who_has_none(unit, owner):
    return {}


# --- background ---


@sample("background:job", "background:state", "background:cancel", "background:retry")
def job(unit, owner):
    return {"pk": Job.objects.create(kind="sample", key=str(uuid4()), asked_by=owner).pk}


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


# --- people ---


@sample("people:detail")
def person(unit, owner):
    by = UserFactory(unit=unit, roles=["administrator"])
    return {"pk": add_person(name="Y Thử", unit=unit, purpose="contact", basis="duty", keep_until=date(2099, 1, 1), by=by).pk}


# --- products ---

EDITION_PAGES = ("edition", "submit", "recall", "pass_language", "approve", "return", "publish", "withdraw", "deposit")


@sample("products:product", "products:describe", "products:add_block")
def product(unit, owner):
    return {"code": ProductFactory(unit=unit).code}


@sample("products:read", hidden=True)
def product_nobody_published(unit, owner):
    return product(unit, owner)


@sample("products:pdf", hidden=True)
def sheet_nobody_published(unit, owner):
    return product(unit, owner) | {"language": "vi", "layout": "leaflet"}


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


@sample("products:segment")
def segment(unit, owner):
    return block(unit, owner) | {"language": "lo"}


@sample("products:print")
def print_order(unit, owner):
    return edition(unit, owner) | {"variant": "proof"}


@sample("products:sheet")
def sheet(unit, owner):
    printed = PrintedFile(content_key=uuid4().hex, layout="leaflet", variant="proof", language="lo", pages=1, bytes=4)
    printed.file.save("proof.pdf", ContentFile(b"%PDF"))
    found = ProductFactory(unit=unit).editions.get(language="lo")
    return {"pk": Sheet.objects.create(edition=found, layout="leaflet", variant="proof", file=printed).pk}
