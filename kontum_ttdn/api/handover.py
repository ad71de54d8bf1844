"""The hand-over for programs: the tables of `manage.py handover`, page by page, and their files. Each asks for a token with its scope.

Names of tables and columns are no secret, they stand in openapi.json; so a token without the scope is told so, whatever it asked for.
"""

import re
from datetime import date
from typing import Annotated, Any

from django.urls import reverse
from django.utils.http import urlencode
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import create_model

from kontum_ttdn.media import serving
from kontum_ttdn.national.registry import File, Scope, Table, tables
from kontum_ttdn.national.rows import found_place, place, said
from kontum_ttdn.national.writing import FORM
from kontum_ttdn.ui.markup import absolute

from .bearer import Token, asks_for, with_scope

SIZE = 500  # rows of a page
FIRST = date(2000, 1, 1)  # nothing here is older: any earlier day says the same
KEPT_BY_ASKER = "private, no-cache"
router = Router(tags=["hand-over"])
Since = Annotated[date | None, Query(description="What was added, changed or taken back on that day or later; left out: all that stands.")]
After = Annotated[str, Query(max_length=200, description="As `next` has it.")]
AfterHash = Annotated[str, Query(pattern="^([0-9a-f]{64})?$", description="As `next` has it.")]


class Refusal(Schema):
    """Why nothing is given, in a sentence."""

    detail: str


class TableOut(Schema):
    """A table: the scope it asks for, its columns, and those of them that tell rows apart and give their order."""

    name: str
    scope: str
    columns: list[str]
    key: list[str]
    address: str


class Contents(Schema):
    """What there is, what this token may take of it, and until which day."""

    form: int
    scopes: list[str]
    expires_on: date
    tables: list[TableOut]
    files: str


class FileOut(Schema):
    """A file by the SHA-256 of its bytes."""

    sha256: str
    name: str
    bytes: int
    media_type: str
    address: str


class FilePage(Schema):
    """A stretch of the files in the order of their hashes; `next` is the address of the one after it."""

    since: date | None
    files: list[FileOut]
    next: str | None


REFUSALS = {401: Refusal, 403: Refusal, 429: Refusal}
BYTES = {"description": "The bytes.", "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
LIBRARY = {"auth": with_scope(Scope.LIBRARY), "openapi_extra": asks_for(Scope.LIBRARY)}


@router.get("/handover", auth=Token(), response={200: Contents, 401: Refusal, 429: Refusal}, url_name="handover", summary="What there is")
def contents(request):
    listed = [
        {
            "name": table.name,
            "scope": table.scope.value,
            "columns": list(table.columns),
            "key": list(table.columns[: len(table.key)]),
            "address": absolute(reverse(f"api:{_url_name(table)}")),
        }
        for table in tables()
    ]
    token = request.auth
    files = absolute(reverse("api:handover_files"))
    return {"form": FORM, "scopes": token.scopes, "expires_on": token.expires_on, "tables": listed, "files": files}


@router.get("/handover/files", response={200: FilePage, **REFUSALS}, url_name="handover_files", summary="Files of the works", **LIBRARY)
def files(request, since: Since = None, after: AfterHash = ""):
    since = _day(since)
    found: dict[str, File] = {}
    for table in _with_files():
        found |= {file.sha256: file for file in table.files(since, after, SIZE + 1)}
    hashes = sorted(found)
    shown = [found[sha256] for sha256 in hashes[:SIZE]]
    further = _further("handover_files", since, shown[-1].sha256) if len(hashes) > SIZE else None
    return {"since": since, "files": [_file(file) for file in shown], "next": further}


@router.get(
    "/handover/files/{sha256}",
    auth=LIBRARY["auth"],
    response={**REFUSALS, 404: Refusal},
    openapi_extra=LIBRARY["openapi_extra"] | {"responses": {200: BYTES}},
    url_name="handover_file",
    summary="One file; a part of it by Range",
)
def file(request, sha256: str):
    known = re.fullmatch("[0-9a-f]{64}", sha256)
    found = next((file for table in _with_files() if known and (file := table.file(sha256))), None)
    if found is None:
        raise HttpError(404, "There is no such file, or it was taken back.")
    return serving.respond(request, found, keep=KEPT_BY_ASKER)


def _with_files() -> list[Table]:
    return [table for table in tables() if table.scope == Scope.LIBRARY]


def _file(file: File) -> dict:
    address = absolute(reverse("api:handover_file", args=[file.sha256]))
    return {"sha256": file.sha256, "name": file.name, "bytes": file.bytes, "media_type": file.media_type, "address": address}


def _offer(table: Table) -> None:
    """An operation for the rows of one table, which says its columns and its scope."""

    def rows(request, since: Since = None, after: After = ""):
        since = _day(since)
        found = list(table.rows(since, _place(table, after) if after else (), SIZE + 1))
        shown = found[:SIZE]
        further = _further(_url_name(table), since, place(table, shown[-1])) if len(found) > SIZE else None
        return {"table": table.name, "since": since, "rows": [said(table, row) for row in shown], "next": further}

    name = table.name.title().replace("-", "")
    row = create_model(f"{name}Row", __base__=Schema, **dict.fromkeys(table.columns, (Any, ...)))
    page = create_model(
        f"{name}Page", __base__=Schema, table=(str, ...), since=(date | None, ...), rows=(list[row], ...), next=(str | None, ...)
    )
    router.get(
        f"/handover/{table.name}",
        auth=with_scope(table.scope),
        response={200: page, **REFUSALS},
        openapi_extra=asks_for(table.scope),
        operation_id=_url_name(table),
        url_name=_url_name(table),
        summary=f"Rows of the table {table.name}, in the order of {', '.join(table.columns[: len(table.key)])}",
    )(rows)


def _url_name(table: Table) -> str:
    return f"handover_{table.name}"


def _day(since: date | None) -> date | None:
    return since and max(since, FIRST)


def _place(table: Table, after: str) -> tuple:
    try:
        return found_place(table, after)
    except ValueError:
        raise HttpError(422, "There is no such place in this table.") from None


def _further(url_name: str, since: date | None, after: str) -> str:
    asked = {"since": since.isoformat()} if since else {}
    return absolute(f"{reverse(f'api:{url_name}')}?{urlencode(asked | {'after': after})}")


for _table in tables():
    _offer(_table)
