"""What the tests of the gate share."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from kontum_ttdn.media import gate


@pytest.fixture(autouse=True)
def in_english():
    """Sentences are asserted as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Files of a test lie in its own folder."""
    stored = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": {"location": stored}}}
    return stored


@pytest.fixture
def send(writer, department):
    """`send(data, name="a.jpg", allow=("picture",))` lets the writer upload; answers with the row or raises Refused."""

    def do(data: bytes, name: str = "a.jpg", allow=("picture",)):
        return gate.receive(SimpleUploadedFile(name, data), by=writer, unit=department, allow=allow)

    return do
