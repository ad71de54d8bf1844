"""The bulletin's first side divided: what stands under the picture, what beside it, how high the picture is.

Every height is in millimetres. A few lines more or less than estimated change nothing but the white at the foot of a side.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kontum_ttdn.printing import flow
from kontum_ttdn.printing.document import Document
from kontum_ttdn.printing.layouts import lines

from .stories import Story, stories, tall

LEAD, WHOLE = 120.3, 183  # two columns with their gap; three
LEAD_TITLES = ((9.2, 2), (8, 3), (6.6, 4), (5.2, 7))
SIDE, LATER = 228, 252  # from under the masthead to the foot of the first side; a later side from under its head
CLOSING = 51  # the closing box at the foot of the last side
ROW_AIR = 8  # under the lead and the column beside it
FEW, SURE = 20, 12  # a few lines: nothing to turn a side for; what an estimate may miss
WHITE, LOW = 12, 48  # at the foot of the first side: not seen; too low for the beginning of a story in each column
LOSS = 1.03  # what columns lose where headings and last lines keep together
STEP = 5  # the heights of picture and cloth come in so many millimetres
LEAST_PICTURE, USUAL_PICTURE, MOST_PICTURE = 45, 70, 135
CLOTH = 20  # white beside the lead that is worth a piece of cloth
CONTENTS, CONTENTS_LINE, NAMED = 12, 7, 8  # the list of later stories: its air, a line, how many are named


@dataclass
class Front:
    """The first side. `lead_parts` is empty where the lead is too long to stand whole under its picture: it then opens the columns."""

    lead: Story
    lead_title: lines.Fit
    lead_parts: list[flow.Part]
    side: list[Story]
    contents: list[Story]
    rest: list[Story]
    picture: int  # steps
    cloth: int  # steps
    single: bool  # there is but one story: it has all three columns


@dataclass(frozen=True)
class Trial:
    """One way to divide: so many stories beside the lead, so many steps of picture; what then flows, and how much of the side is left."""

    taken: int
    used: float
    picture: int
    flowing: float
    left: float

    @property
    def ends_well(self) -> bool:
        """No side is begun for a few lines, none ends in white too low for a story, and the closing box has no side of its own."""
        over = self.flowing - max(self.left, 0)
        if over > 0 and WHITE < self.left < LOW:
            return False
        return over + CLOSING <= 0 or (over > 0 and FEW <= over % LATER <= LATER - CLOSING - SURE)


def divide(document: Document, parts: list[flow.Part], above: float) -> Front:
    """The first side of `parts` (without the lead's picture); `above` is how high the summary stands over it."""
    language, room = document.language, SIDE - above
    lead, *others = stories(parts)
    single = not others
    title = lines.fit(lead.title.item.text if lead.title else "", language, LEAD_TITLES, WHOLE if single else LEAD, 60)
    fixed = 6 + (title.height + 6 if lead.title else 0)
    body = 3 + sum(tall(part, language) for part in lead.parts) / (3 if single else 2)
    stands = fixed + body + LEAST_PICTURE <= room and (single or not lead.is_wide)
    if stands:
        fixed += body
    heights = [story.tall(language) for story in others]
    most = _most(others, heights, min(room, fixed + MOST_PICTURE)) if stands else 0
    tried = list(_trials(heights, most, fixed, room, 0 if stands else lead.tall(language)))
    best = next((trial for trial in tried if trial.ends_well), tried[0])
    side, later = others[: best.taken], others[best.taken :]
    white = fixed + best.picture * STEP - best.used
    contents = later[:NAMED] if white > CONTENTS + CONTENTS_LINE * len(later[:NAMED]) else []
    white -= CONTENTS + CONTENTS_LINE * len(contents) if contents else 0
    rest = [piece for story in (later if stands else [Story(None, lead.parts), *later]) for piece in story.cut()]
    cloth = int((white - 6) // STEP) if white > CLOTH else 0
    return Front(lead, title, lead.parts if stands else [], side, contents, rest, best.picture, cloth, single)


def _most(others: list[Story], heights: list[float], room: float) -> int:
    """How many stories, from the first on, one column of `room` holds."""
    fitting = [
        at + 1 for at in range(len(others)) if sum(heights[: at + 1]) <= room and not any(story.is_wide for story in others[: at + 1])
    ]
    return max(fitting, default=0)


def _trials(heights: list[float], most: int, fixed: float, room: float, before: float) -> Iterator[Trial]:
    """The ways to divide, the fullest side column first, with each the pictures nearest to the wanted one first. `before`: the lead's own words
    where they open the columns."""
    highest = max(LEAST_PICTURE, min(MOST_PICTURE, room - fixed))
    steps = range(LEAST_PICTURE // STEP, int(highest // STEP) + 1)
    for taken in range(most, -1, -1):
        used, flowing = sum(heights[:taken]), LOSS * (before + sum(heights[taken:])) / 3
        wanted = max(used - fixed, USUAL_PICTURE) if flowing else room - ROW_AIR - CLOSING - fixed
        for step in sorted(steps, key=lambda step, wanted=wanted: abs(step * STEP - wanted)):
            yield Trial(taken, used, step, flowing, room - max(fixed + step * STEP, used) - ROW_AIR)
