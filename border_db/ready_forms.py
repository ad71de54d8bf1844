"""Loads the ready forms of field reports (data/forms.json). A version that is there already is never touched."""

import json
from pathlib import Path

from django.db import transaction

from border_db.definition import read
from border_db.models import FormFamily, FormVersion

DATA = Path(__file__).parent / "data" / "forms.json"


def load(path: Path = DATA) -> None:
    """Add the sorts and versions that are not there yet."""
    with transaction.atomic():
        for position, form in enumerate(json.loads(path.read_text(encoding="utf-8"))["forms"]):
            read(form["definition"])  # of the right shape, or nothing is loaded
            family, _is_new = FormFamily.objects.get_or_create(code=form["code"], defaults={"position": position})
            FormVersion.objects.get_or_create(family=family, number=form["version"], defaults={"definition": form["definition"]})
