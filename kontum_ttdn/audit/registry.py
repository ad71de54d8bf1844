"""Words for what people did. A room or domain adds its own from its apps.py; this file imports nothing of the house."""

VERBS: dict[str, str] = {}


def add_verbs(verbs: dict[str, str]) -> None:
    """`{"publish": _("published")}`: how the log's page says a verb, in a lazy translation."""
    VERBS.update(verbs)
