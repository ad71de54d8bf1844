"""The lists that products choose from (products/data/lists.json) and the first words of the glossary (glossary.csv); safe to run again."""

import csv
import json
import re
from pathlib import Path

from django.utils.text import slugify

from kontum_ttdn.languages.folding import fold

from .likeness import as_sought
from .models import Audience, FormUse, Kind, LanguageRoute, Term, TermForm, Topic

DATA = Path(__file__).parent / "data"
LISTS, GLOSSARY = DATA / "lists.json", DATA / "glossary.csv"


def load() -> None:
    """Bring kinds, topics, audiences and routes up to the file; lines that the file no longer has stay, for products name them."""
    lists = json.loads(LISTS.read_text())
    for model, lines in ((Kind, lists["kinds"]), (Topic, lists["topics"]), (Audience, lists["audiences"])):
        for position, line in enumerate(lines):
            model.objects.update_or_create(code=line["code"], defaults={**line, "position": position, "name": line["name_vi"]})
    for route in lists["routes"]:
        LanguageRoute.objects.update_or_create(language=route["language"], defaults={"source_language": route["source_language"]})
    load_glossary()


def load_glossary() -> None:
    """Add the terms of the file that are not there yet; what people have changed or taken out of a term since stays so.

    A cell holds one word or several, parted by "|", the preferred one first, each with its note in brackets. Lao and Khmer keep the file's
    mark: what "needs native review" awaits it.
    """
    known = set(Term.objects.values_list("code", flat=True))
    with GLOSSARY.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            mark = line.pop("lo_km_status")
            said = {language: [_parted(word) for word in cell.split("|") if word.strip()] for language, cell in line.items()}
            code = slugify(fold(said["vi"][0][0]))
            if code not in known:
                _add(Term.objects.create(code=code), said, mark)


def _parted(word: str) -> tuple[str, str]:
    """The word and its note."""
    found = re.fullmatch(r"(.+?)\s*(?:\((.+)\))?", word.strip())
    return found[1], found[2] or ""


def _add(term: Term, said: dict[str, list[tuple[str, str]]], mark: str) -> None:
    TermForm.objects.bulk_create(
        TermForm(
            term=term,
            language=language,
            form=form,
            folded=as_sought(form),
            use=FormUse.ALLOWED if place else FormUse.PREFERRED,
            note=note or (mark if language in ("lo", "km") and mark == "CLDR" else ""),
            awaits_review=language in ("lo", "km") and mark == "needs native review",
        )
        for language, forms in said.items()
        for place, (form, note) in enumerate(forms)
    )
