import pytest
from django.db.backends.base.base import BaseDatabaseWrapper

from kontum_ttdn.page_cache import store


@pytest.fixture
def pages(tmp_path, settings, monkeypatch):
    """A folder of kept pages of this test's own.

    The portal is asked without Django's test client here. What that client leaves out has to be left out by hand: that a request gives up
    a connection on which something is open, for the whole test is one transaction.
    """
    monkeypatch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", lambda connection: None)
    settings.PAGE_CACHE = str(tmp_path / "pages")
    store.empty()
    return tmp_path / "pages"
