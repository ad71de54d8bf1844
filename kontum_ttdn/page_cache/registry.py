"""Who is told when a kept page is handed out without its view. It imports nothing of ours, so that any `apps.py` may call it from ready()."""

from collections.abc import Callable, Mapping

Listener = Callable[[Mapping[str, str], str], None]

_listeners: dict[str, Listener] = {}


def add_listener(name: str, listener: Listener) -> None:
    """Have `listener(said, counted)` called for each kept page that the portal itself hands out.

    `said` is the WSGI environment of the request, `counted` what the view gave to `keep`. It must be quick and raise nothing. Pages that nginx hands out are told by its log (docs/operations.md).
    """
    _listeners[name] = listener


def tell(said: Mapping[str, str], counted: str) -> None:
    for listener in _listeners.values():
        listener(said, counted)
