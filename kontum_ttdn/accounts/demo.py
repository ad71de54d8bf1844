"""Accounts to try the portal with, on a trial machine only. Passwords and seeds are made there and kept under var/secrets, never here."""

import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kontum_ttdn.access.roles import NEEDS_SECOND_FACTOR, Role
from kontum_ttdn.units import queries as units
from kontum_ttdn.workflow.flow import RuleBroken

from .actions.grants import give_language, give_role
from .models import User
from .sealing import unseal

DEPARTMENT = "SVHTTDL"
ELSEWHERE = "BCHBDBP"


@dataclass(frozen=True)
class Demo:
    """One account to try; `unit` is the code of its home unit."""

    username: str
    display_name: str
    role: Role
    unit: str = DEPARTMENT
    languages: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def needs_second_factor(self) -> bool:
        return self.role in NEEDS_SECOND_FACTOR


ACCOUNTS = (
    Demo("nguoiviet", "Nguyễn Thị Lan", Role.WRITER),
    Demo("biendich", "Trần Minh Khôi", Role.TRANSLATOR, languages={"translate": ("lo", "km", "en", "jra")}),
    Demo("hieudinh", "Phạm Thu Hà", Role.REVIEWER, languages={"review": ("vi", "en", "lo", "km")}),
    Demo("duyet", "Lê Văn Bình", Role.APPROVER),
    Demo("vanthu", "Đinh Thị Mai", Role.CLERK),
    Demo("donbienphong", "A Nhật", Role.POST_OFFICER),
    Demo("quantri", "Y Hương", Role.ADMINISTRATOR),
    Demo("quantri2", "Võ Quốc Anh", Role.ADMINISTRATOR),
    Demo("nguoila", "Hoàng Văn Sơn", Role.WRITER, unit=ELSEWHERE),
)


def create_accounts() -> list[User]:
    """Make the accounts that are missing, and let the kept passwords open those that are there. Safe to run again."""
    if settings.PRODUCTION:
        raise RuleBroken(_("Demo accounts belong on a trial machine, not here."))
    kept = _kept()
    for demo in ACCOUNTS:
        kept.setdefault(demo.username, {"password": secrets.token_hex(8), "totp": generate_totp_secret()})
    _keep(kept)
    with transaction.atomic():
        return [_create(demo, kept[demo.username]) for demo in ACCOUNTS]


def credentials() -> dict[str, dict[str, str]]:
    """Password, role and, where one is needed, the seed and the present code of each demo account; empty before they are made."""
    kept = _kept()
    found = {demo.username: {"role": str(demo.role.label), **kept[demo.username]} for demo in ACCOUNTS if demo.username in kept}
    for demo in ACCOUNTS:
        if demo.username in found and demo.needs_second_factor:
            found[demo.username]["code"] = present_code(found[demo.username]["totp"])
        else:
            found.get(demo.username, {}).pop("totp", None)
    return found


def present_code(seed: str) -> str:
    """The six digits that an authenticator app with this seed shows now."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(seed, counters[len(counters) // 2]))


def _create(demo: Demo, secret: dict[str, str]) -> User:
    user = User.objects.filter(username=demo.username).first()
    if user is None:
        unit = units.find(demo.unit, timezone.localdate()).unit
        user = User.objects.create_user(demo.username, secret["password"], display_name=demo.display_name, unit=unit)
        term = {"valid_from": None, "valid_to": None, "by": None}
        give_role(user=user, role=demo.role, unit=unit, **term)
        for task, codes in demo.languages.items():
            for code in codes:
                give_language(user=user, task=task, language=code, **term)
    elif not user.check_password(secret["password"]):
        user.set_password(secret["password"])
        user.save(update_fields=["password"])
    if demo.needs_second_factor:
        _set_second_factor(user, secret["totp"])
    return user


def _set_second_factor(user: User, seed: str) -> None:
    """The printed code must open the account, whatever was tried with it since."""
    found = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    with suppress(InvalidToken):
        if found and unseal(found.data["secret"]) == seed:
            return
    Authenticator.objects.filter(user=user).delete()
    TOTP.activate(user, seed)


def _file() -> Path:
    return settings.VAR / "secrets" / "demo.json"


def _kept() -> dict[str, dict[str, str]]:
    return json.loads(_file().read_text()) if _file().exists() else {}


def _keep(kept: dict) -> None:
    _file().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = _file().with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as made:
        json.dump(kept, made)
    fresh.replace(_file())
