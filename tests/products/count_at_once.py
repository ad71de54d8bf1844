"""One process of several that count and write at once: count_at_once.py EDITION VISITS. The last visits are written when it ends."""

import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402

from products.actions.counting import Counted  # noqa: E402
from products.tally import TALLY  # noqa: E402

edition, visits = map(int, sys.argv[1:])
for number in range(visits):
    for form in ("page", "epub"):
        TALLY.note(Counted(edition, "view", form, "web", timezone.localdate()))
    if number % 10 == 0:
        TALLY.write()
