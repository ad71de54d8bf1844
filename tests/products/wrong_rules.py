"""Rules that are wrong in the ways that people get this wrong, each with the history that finds it out."""

from collections.abc import Callable
from dataclasses import replace

from products import rules
from products.content import differing, hashes
from products.models import Behind, Edition
from products.queries import lineage

right, right_stands, right_standing_on = rules.behind, lineage.stands_of, lineage.standing_on


def by_numbers(compared):
    return Behind(max([compared.source_behind, *(step.significance for step in compared.since)]))


def by_the_clock(self, pk):
    """A translation that is younger than its source's newest text is held to be current."""
    stand = self.stands[pk]
    if stand.base is None:
        return Behind.NONE
    approved = dict(Edition.objects.filter(pk__in=(pk, stand.source)).values_list("pk", "approved__approved_at"))
    return max(
        Behind(self._since[stand.source][-1].significance) if approved[pk] < approved[stand.source] else 0, self.behind(stand.source)
    )


def last_significance(compared):
    moved = rules.differing_now(compared)
    return Behind(max(compared.source_behind, compared.since[-1].significance)) if moved else compared.source_behind


def any_significance(compared):
    return by_numbers(compared) if rules.differing_now(compared) else compared.source_behind


def forgetting_the_chain(compared):
    return right(replace(compared, source_behind=Behind.NONE))


def own_words_first(compared):
    return right(replace(compared, source_behind=Behind.NONE)) if rules.differing_now(compared) else compared.source_behind


def never_back_to_current(compared):
    """Every change since is held against the translation, though the words went back."""
    steps = (compared.base, *compared.since)
    touched = [later.significance for before, later in zip(steps, steps[1:], strict=False) if _differ(compared, before, later)]
    return Behind(max([compared.source_behind, *touched]))


def _differ(compared, before, later) -> bool:
    return bool(differing(compared.hashes(before), compared.hashes(later)))


def only_what_is_still_there(before, after):
    return {key for key in after if before.get(key) != after[key]}


def only_what_was_there(before, after):
    return {key for key in before if before[key] != after.get(key)}


def with_places(content):
    return {key: f"{place} {said}" for place, (key, said) in enumerate(hashes(content).items())}


def by_the_route_of_now(product_id):
    """Compared with what it will be made from next, not with what it was made from."""
    stands = right_stands(product_id)
    routes = dict(Edition.objects.filter(product=product_id).values_list("pk", "translated_from"))
    by_language = {stand.language: stand.pk for stand in stands.values()}
    return {pk: replace(stand, source=by_language[routes[pk] or "vi"]) if stand.base else stand for pk, stand in stands.items()}


def only_the_next(stands, pk):
    """A change travels one step."""
    return {pk} | {stand.pk for stand in stands.values() if stand.source == pk}


# name: (what is replaced, by what, the history that finds it out)
WRONG: dict[str, tuple[str, Callable, str]] = {
    "by revision numbers": ("products.rules.behind", by_numbers, "revert"),
    "by the clock": ("products.queries.lineage.Lineage.behind", by_the_clock, "source moves while the translation is read"),
    "the last significance only": ("products.rules.behind", last_significance, "typo after a major change"),
    "any significance, whatever it touched": (
        "products.rules.behind",
        any_significance,
        "major in a block that went back, typo in another",
    ),
    "forgetting the chain": ("products.rules.behind", forgetting_the_chain, "chain, the head moves"),
    "the chain only where its own words are right": (
        "products.rules.behind",
        own_words_first,
        "chain, the end is behind a typo of the middle and a major change of the head",
    ),
    "never current again": ("products.rules.behind", never_back_to_current, "block added and removed again"),
    "blind to removed blocks": ("products.rules.differing", only_what_is_still_there, "removed block"),
    "blind to added blocks": ("products.rules.differing", only_what_was_there, "added block"),
    "order counts": ("products.queries.lineage.hashes", with_places, "blocks in another order"),
    "by the route of now": ("products.actions.reviewing.stands_of", by_the_route_of_now, "led elsewhere, what is approved stays compared"),
    "one step only": ("products.actions.reviewing.standing_on", only_the_next, "chain, the head moves"),
}

# Only in the database is there a clock. By the route of now goes wrong so seldom that a history is needed of which somebody thought.
AT_WORK, BY_HISTORY_ALONE = ("by the clock",), ("by the route of now",)
ON_PAPER = tuple(name for name in WRONG if name not in AT_WORK + BY_HISTORY_ALONE)
