"""A static-files finder that joins what pages need together: a first visit asks for one style sheet instead of four."""

import re

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

JOINED = {
    "css/portal.css": ("css/tokens.css", "css/base.css", "css/components.css", "css/reading.css"),
    "js/shelf_page.js": ("js/shelf_store.js", "js/shelf.js"),
    "js/pocket_page.js": ("js/shelf_store.js", "js/folding.js", "js/pocket_store.js", "js/pocket.js"),
}


def joined(name: str) -> str:
    """The parts in their order; style sheets without their comments."""
    text = "\n".join((settings.BASE_DIR / "static" / part).read_text() for part in JOINED[name])
    return re.sub(r"/\*.*?\*/|^\s+|\s+$|\n(?=\n)", "", text, flags=re.DOTALL | re.MULTILINE) if name.endswith(".css") else text


class JoinedFiles(BaseFinder):
    """Offers what is joined to collectstatic and to servers that read through finders."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.storage = FileSystemStorage(location=settings.VAR / "joined")

    def check(self, **kwargs):
        return []

    def _written(self, name: str) -> str:
        path, text = settings.VAR / "joined" / name, joined(name)
        if not path.exists() or path.read_text() != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_name(f"{path.name}.new")
            fresh.write_text(text)
            fresh.replace(path)
        return str(path)

    def find(self, path, find_all=False, **kwargs):
        if path not in JOINED:
            return []
        return [self._written(path)] if find_all else self._written(path)

    def list(self, ignore_patterns):
        for name in JOINED:
            self._written(name)
            yield name, self.storage
