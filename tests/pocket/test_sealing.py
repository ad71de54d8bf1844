"""Two sets of items become equal, and only what differs travels."""

import re
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kontum_ttdn.pocket.registry import Group, Item, Line
from kontum_ttdn.pocket.sealing import BUCKETS, WIDTH, batch, differing, digests, seal

KEYS = st.integers(0, 600)
STATE = st.dictionaries(KEYS, st.integers(0, 3), max_size=400)


def sealed(state: dict[int, int]) -> dict:
    items = [seal(Item(f"border.gates.{key}", Group.REGISTERS, f"Cửa khẩu {version}")) for key, version in state.items()]
    return {one.id: one for one in items}


def brought(phone: dict[bytes, bytes], held: dict) -> tuple[dict[bytes, bytes], set[bytes]]:
    """What a phone has after one turn, as pocket_store.js does it, and which items it asked for."""
    wanted, kept = set(), dict(phone)
    for bucket, told in differing({name: one.seal for name, one in held.items()}, digests(phone)).items():
        pairs = {told[at : at + WIDTH]: told[at + WIDTH : at + 2 * WIDTH] for at in range(0, len(told), 2 * WIDTH)}
        wanted |= {name for name, mark in pairs.items() if phone.get(name) != mark}
        kept = {name: mark for name, mark in kept.items() if name[0] != bucket or name in pairs}
    return kept | {name: held[name].seal for name in wanted}, wanted


@given(STATE, STATE)
def test_any_two_states_become_equal_and_only_what_changed_travels(before, after):
    phone, held = {name: one.seal for name, one in sealed(before).items()}, sealed(after)
    ours = {name: one.seal for name, one in held.items()}
    now, wanted = brought(phone, held)
    assert now == ours
    assert wanted == {name for name, mark in ours.items() if phone.get(name) != mark}
    assert differing(ours, digests(now)) == {}


def test_every_field_of_an_item_is_sealed():
    whole = Item(
        "k", Group.ANSWERS, "t", "lo", "kind", (Line("a", "b", "km"),), ("n",), "s", date(2026, 1, 1), date(2026, 2, 1), ()
    )  # fmt: skip
    changed = [
        replace(whole, **change)
        for change in (
            {"group": Group.TALKING}, {"title": "u"}, {"tag": "vi"}, {"kind": ""}, {"lines": ()}, {"names": ()}, {"source": ""},
            {"day": None}, {"until": None}, {"until": date(2026, 2, 2)},
        )
    ]  # fmt: skip
    assert len({seal(one).seal for one in (whole, *changed)}) == len(changed) + 1
    assert {seal(one).id for one in (whole, *changed)} == {seal(whole).id}


def test_a_batch_ends_at_its_limit_but_never_empty_and_passes_over_what_is_gone():
    held = sealed(dict.fromkeys(range(10), 0))
    names = sorted(held)
    size = held[names[0]].size
    found, done = batch(held, [b"gone 8 b", *names], most=3 * size)
    assert ([one.id for one in found], done) == (names[:3], 4)
    assert batch(held, names[:2], most=1) == ([held[names[0]]], 1)
    assert batch(held, [b"gone 8 b"], most=1) == ([], 1)


def test_digests_are_256_of_8_bytes_and_nothing_is_told_where_nothing_differs():
    assert digests({}) == bytes(BUCKETS * WIDTH)
    assert re.fullmatch(rb"\x00*", digests({b"\x05.......": b"12345678"})[:40])
    assert differing({}, bytes(BUCKETS * WIDTH)) == {}
