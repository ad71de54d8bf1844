"""Whose token it is, and whose tokens a person looks after."""

from django.db.models import QuerySet

from kontum_ttdn.access import secret

from .models import KIND, ApiToken


def working_token(said: str) -> ApiToken | None:
    """The token that was shown, if it is one that works today; the row is read each time, so that a revoked one is closed at once."""
    prefix = secret.prefix_of(said, KIND)
    token = ApiToken.objects.filter(prefix=prefix).first() if prefix else None
    return token if token and secret.is_that(said, token.token_hash) and token.works else None


def tokens_for(user) -> QuerySet[ApiToken]:
    """Of the units for which this person keeps tokens, the newest first."""
    found = ApiToken.objects.visible_to(user).select_related("unit", "made_by", "revoked_by")
    return found.prefetch_related("unit__versions")
