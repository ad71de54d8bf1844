"""What is handed over: a work that readers have, entries of registers, and the folder that the command writes."""

import hashlib
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from kontum_ttdn.printing.models import PrintedFile
from products.models import Sheet
from tests.border_db.conftest import keep  # noqa: F401 (an entry as the clerk of the department)

PDF = b"%PDF-1.7 a sheet"
PDF_HASH = hashlib.sha256(PDF).hexdigest()


@pytest.fixture
def published(desk, settings, tmp_path):
    """A work that readers have in Vietnamese, with the file that they take along."""
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path / "media"}}}
    desk.fill()
    desk.publish()
    edition = desk.edition("vi")
    printed = PrintedFile(content_key="k", layout="leaflet", variant="screen", language="vi", pages=2, bytes=len(PDF))
    printed.sha256 = PDF_HASH
    printed.file.save("a.pdf", ContentFile(PDF))
    Sheet.objects.create(edition=edition, revision=edition.published, layout="leaflet", variant="screen", file=printed)
    return edition


@pytest.fixture
def hand_over(tmp_path):
    def write(name: str = "out", **options):
        call_command("handover", out=tmp_path / name, stdout=StringIO(), **options)
        return tmp_path / name

    return write
