"""The only door through which a sheet gets its pictures and fonts."""

from weasyprint.urls import URLFetcher, URLFetcherResponse

MEDIA_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "ttf": "font/ttf",
    "woff2": "font/woff2",
}
SCHEME = "asset:"


class Refused(ValueError):
    """The address is not one of the sheet's own assets."""


class AssetFetcher(URLFetcher):
    """Serves asset:NAME from a mapping of names to bytes, by exact name; refuses and notes everything else.

    It opens nothing: no file, no socket, no data address, so there is no path to walk out of.
    """

    def __init__(self, assets: dict[str, bytes]):
        super().__init__(allowed_protocols={"asset"}, allow_redirects=False)
        self.assets = assets
        self.refused: list[str] = []

    def fetch(self, url: str, headers=None) -> URLFetcherResponse:
        name = url.removeprefix(SCHEME)
        if not url.startswith(SCHEME) or name not in self.assets:
            self.refused.append(url[:200])
            raise Refused("not an asset of this sheet")
        kind = MEDIA_TYPES.get(name.rpartition(".")[2], "application/octet-stream")
        return URLFetcherResponse(url, self.assets[name], {"Content-Type": kind})
