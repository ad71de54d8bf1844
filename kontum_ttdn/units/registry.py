"""Who loads reference data: each app adds its loader in apps.py; `manage.py load_reference` calls them in that order."""

from collections.abc import Callable

reference_loaders: list[Callable[[], None]] = []  # each is safe to run again
