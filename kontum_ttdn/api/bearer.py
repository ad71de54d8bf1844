"""Who may take the hand-over: a system that shows its token in `Authorization: Bearer`, never in an address (RFC 6750)."""

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security.http import HttpAuthBase

from kontum_ttdn.access.throttle import tried
from kontum_ttdn.accounts.lockout import client_address
from kontum_ttdn.national.registry import Scope

from .actions import note_use
from .models import ApiToken
from .queries import working_token

SPAN = 60  # seconds
MOST = 120  # questions of one token in them
MOST_WRONG = 20  # wrong tokens from one address in them; a right one is heard all the same, for many share an address
UNKNOWN = "Show a token that works, as Authorization: Bearer. Yours is missing, unknown, past its last day or revoked."


class Refused(HttpError):
    """An answer that says why nothing is given, with the headers that belong to it."""

    def __init__(self, status: int, sentence: str, **headers: str):
        super().__init__(status, sentence)
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class Token(HttpAuthBase):
    """Any token that works. Its name and its sentence stand in openapi.json."""

    openapi_scheme = "bearer"
    openapi_description = (
        "A token that an administrator of the portal made for your system. What each operation asks of it is named beside it."
    )

    def __call__(self, request: HttpRequest) -> ApiToken:
        return _admitted(request)


def with_scope(scope: Scope):
    """A token that has this scope."""

    def check(request: HttpRequest) -> ApiToken:
        token = _admitted(request)
        if scope not in token.scopes:
            asks = f'Bearer error="insufficient_scope", scope="{scope}"'
            raise Refused(403, f"Your token does not have the scope “{scope}”.", WWW_Authenticate=asks)
        return token

    return check


def asks_for(scope: Scope) -> dict:
    """How openapi.json says what `with_scope` asks (OpenAPI 3.1: names beside a scheme that is not OAuth)."""
    return {"security": [{Token.__name__: [scope.value]}]}


def _admitted(request: HttpRequest) -> ApiToken:
    kind, _blank, said = request.headers.get("Authorization", "").partition(" ")
    token = working_token(said.strip()) if kind.lower() == "bearer" else None
    if token is None:
        if tried("api_wrong_token", client_address(request), seconds=SPAN) > MOST_WRONG:
            raise _too_often()
        raise Refused(401, UNKNOWN, WWW_Authenticate='Bearer error="invalid_token"' if said else "Bearer")
    if tried("api_token", token.prefix, seconds=SPAN) > MOST:
        raise _too_often()
    note_use(token)
    return token


def _too_often() -> Refused:
    return Refused(429, "Too many questions. Please wait a minute.", Retry_After=str(SPAN))
