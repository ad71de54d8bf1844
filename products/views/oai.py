"""The repository's one address: six verbs, by GET or by POST; whatever is wrong with a question is answered in the protocol's own words."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from lxml import etree

from kontum_ttdn.access.decorators import public
from products.oai import answer as say
from products.oai import asking, tokens
from products.oai.asking import Wrong
from products.oai.identifiers import named
from products.queries import harvest


@public
@csrf_exempt  # a question alone: nothing is written
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request):
    """What harvesters ask. Errors of the protocol are answers too: status 200."""
    address = reverse("oai:repository")
    try:
        verb, said = asking.read(request.POST if request.method == "POST" else request.GET)
    except Wrong as wrong:
        answer = say.Answer(address)
        answer.wrong(wrong)
    else:
        answer = say.Answer(address, verb, said)
        try:
            VERBS[verb](answer, said)
        except Wrong as wrong:
            answer.wrong(wrong)
    return HttpResponse(answer.written(), content_type="text/xml; charset=utf-8")


def _identify(answer: say.Answer, said: dict[str, str]) -> None:
    say.describe_repository(answer.part(), reverse("oai:repository"), harvest.earliest().isoformat())


def _formats(answer: say.Answer, said: dict[str, str]) -> None:
    if "identifier" in said:
        _record(said["identifier"])
    say.describe_format(answer.part())


def _sets(answer: say.Answer, said: dict[str, str]) -> None:
    if "resumptionToken" in said:
        raise Wrong("badResumptionToken", "The list of sets is given whole.")
    part = answer.part()
    for name, title in harvest.sets():
        say.describe_set(part, name, title)


def _one(answer: say.Answer, said: dict[str, str]) -> None:
    asking.known_format(said["metadataPrefix"])
    say.add_record(answer.part(), _record(said["identifier"]))


def _record(identifier: str) -> harvest.Record:
    found = named(identifier)
    record = harvest.record(*found) if found else None
    if record is None:
        raise Wrong("idDoesNotExist", "There is no such record.")
    return record


def _identifiers(answer: say.Answer, said: dict[str, str]) -> None:
    _list(answer, said, say.add_header)


def _records(answer: say.Answer, said: dict[str, str]) -> None:
    _list(answer, said, say.add_record)


def _list(answer: say.Answer, said: dict[str, str], add: Callable[[etree._Element, harvest.Record], None]) -> None:
    if resumed := "resumptionToken" in said:
        selection, place = tokens.taken(said["resumptionToken"], answer.verb)
    else:
        selection, place = asking.selection(said, is_set=harvest.is_set), None
    records, further = harvest.records(selection, place)
    if not records and not resumed:
        raise Wrong("noRecordsMatch", "Nothing has been published or withdrawn that matches.")
    part = answer.part()
    for record in records:
        add(part, record)
    if further or resumed:
        say.add_token(part, *(tokens.token(answer.verb, selection, further) if further else ("", None)))


VERBS = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "GetRecord": _one,
    "ListIdentifiers": _identifiers,
    "ListRecords": _records,
}
