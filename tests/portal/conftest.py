import pytest

from kontum_ttdn.portal import registry

LISTS = ("_tiles", "_menu", "_starts", "_pages", "_home", "_desk", "_library", "_feeds")


@pytest.fixture
def offers(monkeypatch):
    """The registry with nothing in it, as if no room had offered anything."""
    for name in LISTS:
        monkeypatch.setattr(registry, name, [])
    return registry
