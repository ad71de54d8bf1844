"""How allauth behaves in this house: nobody signs up, seeds are sealed, lockout is left to axes."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from . import qr, queries
from .actions.second_factor import tell
from .lockout import tries_left
from .sealing import seal, unseal

FRESH = 300  # seconds for which a password just given need not be given again


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": gettext_lazy("Too many wrong codes. Try again in five minutes."),
        "incorrect_code": gettext_lazy("This code is not right. Wait for the next one and type it in."),
        "enter_current_password": gettext_lazy("This is not your current password."),
        "incorrect_password": gettext_lazy("This is not your current password."),
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def pre_authenticate(self, request, **credentials) -> None:
        """allauth would lock a name for everybody after five failures anywhere; axes locks name and address together."""

    def validation_error(self, code, *args):
        """What a wrong name or password is answered with: the same sentence whether the name exists or not."""
        error = super().validation_error(code, *args)
        if code == "username_password_mismatch":
            error.message = _("The name or the password is not right. Tries left: %(count)s.") % {"count": tries_left(self.request)}
        return error

    def get_login_redirect_url(self, request) -> str:
        with override(request.user.language):
            return resolve_url(settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request) -> str:
        return resolve_url("accounts:own")

    def post_login(self, request, user, **context):
        response = super().post_login(request, user, **context)
        for reset in tell(user):
            messages.warning(
                request,
                _(
                    "Your second factor was taken off on %(day)s: %(first)s asked for it, %(second)s confirmed. If you did not want this, say so at once."
                )
                % {
                    "day": timezone.localtime(reset.confirmed_at).strftime("%d/%m/%Y %H:%M"),
                    "first": reset.asked_by,
                    "second": reset.confirmed_by,
                },
            )
        return response

    def is_reauthentication_required(self, *, app: str, **context) -> bool:
        """Who signed in a moment ago sets up the second factor without typing the password once more."""
        records = get_authentication_records(self.request, self.request.user)
        fresh = any(timezone.now().timestamp() - record["at"] < FRESH for record in records)
        return not fresh and super().is_reauthentication_required(app=app, **context)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code is not right. Wait for the next one and type it in."),
        "cannot_delete_authenticator": gettext_lazy("Your roles need a second factor: it cannot be switched off."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator) -> bool:
        return not queries.needs_second_factor(authenticator.user)

    def get_totp_issuer(self) -> str:
        return str(settings.SITE_NAME)

    def build_totp_svg(self, url: str) -> SafeString:
        return qr.drawn(url)
