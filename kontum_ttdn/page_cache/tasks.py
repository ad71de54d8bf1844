"""Pages that were taken away are made anew before a reader waits for them."""

import time

from django.utils.translation import gettext_lazy as _

from kontum_ttdn.background.worker import job

TRIES, PAUSE = 4, 0.25  # seconds: a page made while something else is being published is not kept


@job("page_cache.warm", title=_("Pages for readers"))
def warm(progress, *, paths: list[str]) -> dict:
    return {"kept": sum(_is_kept_again(path) for path in paths)}


def _is_kept_again(path: str) -> bool:
    from . import store
    from .asking import ask

    for _again in range(TRIES):
        if store.stamp_of(path):
            return True
        if ask(path)[0] != 200:
            return False  # withdrawn meanwhile
        if store.stamp_of(path):
            return True
        time.sleep(PAUSE)
    return False
