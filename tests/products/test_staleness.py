"""How far every translation is behind, as named histories; and that a wrong rule would not pass them."""

import pytest

from tests.products.histories import Bench

pytestmark = pytest.mark.django_db

# name: (the history in the words of tests/products/histories.py, who is behind in the end and how far)
HISTORIES = {
    # nothing to be behind
    "nothing is approved yet": ("vi a=1", {}),
    "source alone is approved": ("vi a=1 !", {}),
    "source alone moves on": ("vi a=1 ! | vi a=2 !", {}),
    "translation just approved": ("vi a=1 ! | en !", {}),
    "translation begun and not approved": ("vi a=1 ! | en a=x | vi a=2 !", {}),
    "translation handed in and not approved": ("vi a=1 ! | en > | vi a=2 !", {}),
    # one change, its significance
    "typo": ("vi a=1 ! | en ! | vi a=2 !1", {"en": 1}),
    "some content": ("vi a=1 ! | en ! | vi a=2 !2", {"en": 2}),
    "major change": ("vi a=1 ! | en ! | vi a=2 !3", {"en": 3}),
    "significance that nobody said is major": ("vi a=1 ! | en ! | vi a=2 !", {"en": 3}),
    "change of the title": ("vi a=1 ! | en ! | vi t=2 !2", {"en": 2}),
    "change that is only written": ("vi a=1 ! | en ! | vi a=2", {}),
    "change that is only handed in": ("vi a=1 ! | en ! | vi a=2 >3", {}),
    "change that was returned": ("vi a=1 ! | en ! | vi a=2 >3 | vi back", {}),
    "change that was returned and approved as a typo": ("vi a=1 ! | en ! | vi a=2 >3 | vi back | vi >1 | vi !", {"en": 1}),
    "all translations at once": ("vi a=1 ! | en ! | lo ! | km ! | vi a=2 !2", {"en": 2, "lo": 2, "km": 2}),
    "translations of different days": ("vi a=1 ! | en ! | vi a=2 !2 | lo ! | vi a=3 !1", {"en": 2, "lo": 1}),
    # several revisions
    "typo after a major change": ("vi a=1 ! | en ! | vi a=2 !3 | vi a=3 !1", {"en": 3}),
    "major change after a typo": ("vi a=1 ! | en ! | vi a=2 !1 | vi a=3 !3", {"en": 3}),
    "typos in two blocks": ("vi a=1 b=1 ! | en ! | vi a=2 !1 | vi b=2 !1", {"en": 1}),
    "major in a block that went back, typo in another": ("vi a=1 b=1 ! | en ! | vi a=2 !3 | vi b=2 !1 | vi a=1 !1", {"en": 1}),
    "major change mended back in part": ("vi a=1 b=1 ! | en ! | vi a=2 b=2 !3 | vi a=1 !1", {"en": 3}),
    "translated between a major change and a typo": ("vi a=1 ! | vi a=2 !3 | en ! | vi a=3 !1", {"en": 1}),
    "major change to another wording and a typo back and forth": ("vi a=1 ! | en ! | vi a=2 !3 | vi a=1 !1 | vi a=2 !1", {"en": 3}),
    # reverts
    "revert": ("vi a=1 ! | en ! | vi a=2 !3 | vi a=1 !1", {}),
    "revert after many revisions": ("vi a=1 ! | en ! | vi a=2 !3 | vi a=3 !2 | vi a=4 !3 | vi a=1 !3", {}),
    "revert of one block of two": ("vi a=1 b=1 ! | en ! | vi a=2 b=2 !2 | vi b=1 !3", {"en": 2}),
    "translated anew, then the source goes back": ("vi a=1 ! | en ! | vi a=2 !3 | en ! | vi a=1 !2", {"en": 2}),
    # structure
    "added block": ("vi a=1 ! | en ! | vi b=1 !2", {"en": 2}),
    "removed block": ("vi a=1 b=1 ! | en ! | vi -b !1", {"en": 1}),
    "block added and removed again": ("vi a=1 ! | en ! | vi b=1 !3 | vi -b !3", {}),
    "block replaced by another with the same words": ("vi a=1 b=1 ! | en ! | vi -b b=1 !2", {"en": 2}),
    "blocks in another order": ("vi a=1 b=1 ! | en ! | vi b^ !3", {}),
    "another order, then a typo": ("vi a=1 b=1 ! | en ! | vi b^ !3 | vi a=2 !1", {"en": 1}),
    "another picture": ("vi a=1 p=x ! | vi p@ ! | en ! | vi p@ !3", {}),
    "other words about the picture": ("vi a=1 p=x p@ ! | en ! | vi p=y !1", {"en": 1}),
    "summary that comes": ("vi a=1 ! | en ! | vi s=1 !2", {"en": 2}),
    "summary that goes": ("vi a=1 s=1 ! | en ! | vi s= !1", {"en": 1}),
    # working on
    "translated anew": ("vi a=1 ! | en ! | vi a=2 !3 | en !", {}),
    "confirmed as still right": ("vi a=1 ! | en ! | vi a=2 !3 | en ok!", {}),
    "removed block taken over": ("vi a=1 b=1 ! | en ! | vi -b !3 | en !", {}),
    "taken up again and not approved": ("vi a=1 ! | en ! | vi a=2 !3 | en >", {"en": 3}),
    "source moves while the translation is read": ("vi a=1 ! | en > | vi a=2 !2 | en !", {"en": 2}),
    "source moves and goes back while the translation is read": ("vi a=1 ! | en > | vi a=2 !3 | vi a=1 !1 | en !", {}),
    "one language works on, the other does not": ("vi a=1 ! | en ! | lo ! | vi a=2 !2 | en !", {"lo": 2}),
    "other words of the translation alone": ("vi a=1 ! | en ! | en a=x !3", {}),
    # readers have nothing to do with it
    "source published": ("vi a=1 ! | en ! | vi publish | vi a=2 !2", {"en": 2}),
    "source withdrawn": ("vi a=1 ! | en ! | vi publish | vi withdraw", {}),
    "source withdrawn after a change": ("vi a=1 ! | en ! | vi publish | vi a=2 !3 | vi withdraw", {"en": 3}),
    "translation withdrawn and published again": ("vi a=1 ! | en ! | en publish | vi a=2 !1 | en withdraw | en publish", {"en": 1}),
    # chains: vi → en → lo
    "chain, all current": ("lo<en | vi a=1 ! | en ! | lo !", {}),
    "chain, the head moves": ("lo<en | vi a=1 ! | en ! | lo ! | vi a=2 !2", {"en": 2, "lo": 2}),
    "chain, the middle moves": ("lo<en | vi a=1 ! | en ! | lo ! | en a=x !1", {"lo": 1}),
    "chain, the middle moves more than the head": ("lo<en | vi a=1 ! | en ! | lo ! | en a=x !3 | vi a=2 !1", {"en": 1, "lo": 3}),
    "chain, the end is behind a typo of the middle and a major change of the head": (
        "lo<en | vi a=1 b=1 ! | en ! | lo ! | en b=x !1 | vi a=2 !3",
        {"en": 3, "lo": 3},
    ),
    "chain, the head moves more than the middle": ("lo<en | vi a=1 ! | en ! | lo ! | en a=x !1 | vi a=2 !3", {"en": 3, "lo": 3}),
    "chain, the middle confirms": ("lo<en | vi a=1 ! | en ! | lo ! | vi a=2 !3 | en ok!", {}),
    "chain, the middle follows": ("lo<en | vi a=1 ! | en ! | lo ! | vi a=2 !1 | en !2", {"lo": 2}),
    "chain, the end follows too": ("lo<en | vi a=1 ! | en ! | lo ! | vi a=2 !3 | en !2 | lo !", {}),
    "chain, the end is made from a middle that is behind": ("lo<en | vi a=1 ! | en ! | vi a=2 !2 | lo !", {"en": 2, "lo": 2}),
    "chain, the head goes back": ("lo<en | vi a=1 ! | en ! | lo ! | vi a=2 !3 | vi a=1 !3", {}),
    "chain of four": ("lo<en | km<lo | vi a=1 ! | en ! | lo ! | km ! | vi a=2 !2", {"en": 2, "lo": 2, "km": 2}),
    "chain of four, its middle mended": ("lo<en | km<lo | vi a=1 ! | en ! | lo ! | km ! | vi a=2 !2 | en ok!", {}),
    # a second source
    "led elsewhere, what is approved stays compared": ("vi a=1 ! | en ! | lo ! | lo<en | en a=x !3", {}),
    "led elsewhere, the old source moves": ("vi a=1 ! | en ! | lo ! | lo<en | vi a=2 !2", {"en": 2, "lo": 2}),
    "led elsewhere and translated anew": ("vi a=1 ! | en ! | lo ! | lo<en | vi a=2 !2 | en ! | lo !", {}),
    "led elsewhere, then only the new source counts": ("vi a=1 ! | en ! | lo ! | lo<en | lo ! | en a=x !2", {"lo": 2}),
    "led away from a chain, still in it": ("lo<en | vi a=1 ! | en ! | lo ! | lo<vi | en a=x !2", {"lo": 2}),
    "led away from a chain and translated anew": ("lo<en | vi a=1 ! | en ! | lo ! | lo<vi | en a=x !2 | lo !", {}),
    "led elsewhere while it is read": ("vi a=1 ! | en ! | lo > | lo<en | en a=x !3 | lo !", {}),
}


@pytest.mark.parametrize("name", HISTORIES)
def test_every_language_is_behind_as_its_history_says(desk, name):
    history, behind = HISTORIES[name]
    assert Bench(desk).do(history).behind == behind
