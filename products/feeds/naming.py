"""What feeds are called."""

from django.conf import settings
from django.utils.translation import gettext

from kontum_ttdn.languages.registry import Language


def named(language: Language) -> str:
    """The portal and the language by its own name."""
    return f"{settings.SITE_NAME} · {language.autonym}"


def sentence() -> str:
    return gettext("What readers have in this language, newest first.")


def sounding() -> str:
    return gettext("Works in this language that can be listened to, newest first.")
