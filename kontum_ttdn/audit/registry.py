"""Words for what people did, and for the things they did it to. A room or domain adds its own from its apps.py; this file imports nothing of the house."""

VERBS: dict[str, str] = {}
NAMES: dict[str, str] = {}


def add_verbs(verbs: dict[str, str]) -> None:
    """`{"publish": _("published")}`: how the log's page says a verb, in a lazy translation."""
    VERBS.update(verbs)


def add_names(names: dict[str, str]) -> None:
    """`{"products.Edition": _("edition"), "segment": _("segment")}`: kinds of things, and noted values that are no field of a model."""
    NAMES.update(names)
