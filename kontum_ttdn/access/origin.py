"""Whether a form was sent from a page of ours: for forms on pages that anybody keeps, which carry no token and no cookie."""

from urllib.parse import urlsplit


def sent_from_here(request) -> bool:
    """By what the browser itself says (Fetch Metadata, RFC 6454 §7, RFC 9110 §10.1.3) and no page can forge; who says nothing is refused.

    The first of the three that is there decides: Sec-Fetch-Site, Origin, Referer.
    """
    site, origin, referer = (request.headers.get(name) for name in ("Sec-Fetch-Site", "Origin", "Referer"))
    if site is not None and site != "same-origin":
        return False
    if origin is not None and origin != "null":
        return _is_ours(request, origin)
    if referer is not None and origin is None:
        return _is_ours(request, referer)
    return site == "same-origin"


def _is_ours(request, address: str) -> bool:
    try:
        said = urlsplit(address)
    except ValueError:
        return False
    return (said.scheme, said.netloc) == (request.scheme, request.get_host())
