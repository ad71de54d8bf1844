"""How a view lets its page be kept, and an action says that pages are no longer true."""

from collections.abc import Iterable

from django.db import transaction
from django.http import HttpResponse

from kontum_ttdn.background.queue import enqueue

from . import store


def keep(answer: HttpResponse, *, shows: Iterable[str], counted: str = "") -> HttpResponse:
    """Let this answer to an address without a question be kept for every reader; returns it.

    `shows` names what `forget` will be told of: "products.17". It has to name everything whose withdrawal the page must not outlive.
    `counted` is given to the listeners of registry.py when the page is handed out without its view.
    """
    answer.kept = store.Facts(shows=tuple(sorted(set(shows))), counted=counted)
    return answer


def forget(*shown: str, fresh: Iterable[str] = ()) -> None:
    """Take away every kept page that shows one of these, and have it made anew in the background, and those of the paths
    `fresh` beside them. Call in the transaction of the change.

    The pages go before the commit, and until the commit none is kept, so that no reader gets the old page once the change is made:
    not when the process dies between the two, and not from a page that was being made meanwhile.
    """
    closed = store.close(shown)
    if closed is None:
        return
    transaction.on_commit(closed.open, robust=True)  # before the bell of the job: the pages that it makes shall be kept
    if paths := sorted({*closed.paths, *fresh}):
        enqueue("page_cache.warm", paths=paths)
