"""WSGI entry point: kept pages first, then the portal."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontum_ttdn.settings")
portal = get_wsgi_application()

from kontum_ttdn.page_cache import serving, store  # noqa: E402 - the settings come first

store.empty()  # new code may make them otherwise
application = serving.KeptPages(portal)
gc.freeze()  # what has been loaded stays and need not be looked through again
gc.set_threshold(20_000, 20, 10)  # a page leaves hardly anything that only the collector finds; at every 700th object it took a twentieth
