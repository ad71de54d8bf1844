"""Any history at all: a machine does with one product what comes to its mind, and `Story` says after each step who is behind and how far.

On paper the machine asks the rule alone, which costs next to nothing, so that many histories are told; a few are carried out by the real
actions. Wrong rules are planted on purpose: the named histories must find every one of them, and the machine all but one.
"""

from contextlib import suppress
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kontum_ttdn.workflow.flow import RuleBroken
from products import rules
from products.actions import reviewing
from products.content import hashes
from products.models import Behind
from products.queries import lineage
from products.queries.lineage import Stand
from products.rules import Compared, Step
from tests.products.histories import Bench
from tests.products.story import Approved, Story
from tests.products.test_staleness import HISTORIES
from tests.products.wrong_rules import AT_WORK, ON_PAPER, WRONG

in_a_database = pytest.mark.django_db  # what is only told reaches none, and is tried once
LANGUAGES = ("vi", "en", "lo", "km")
LANGUAGE, TRANSLATION = st.sampled_from(LANGUAGES), st.sampled_from(LANGUAGES[1:])
CHANGE = st.sampled_from(["write_one", "add_one", "delete", "move", "revert"])
WORDING, LEVEL, PLACE = st.sampled_from(["1", "2", "3"]), st.sampled_from([1, 2, 3]), st.integers(0, 5)


class Nobody:
    """Carries nothing out and refuses nothing."""

    def __getattr__(self, act):
        return lambda *said, **how: None


class Paper(RuleBasedStateMachine):
    """Four languages of one product. What stands in work is kept here by name and text, what is approved in the story; nobody carries it out,
    and the rule is asked where the actions ask it."""

    def __init__(self):
        super().__init__()
        self.bench, self.story, self.fresh = self.who_carries_it_out(), Story(), count()
        self.order = ["t", "s"]  # names of the blocks; never one twice
        self.said = {language: {} for language in LANGUAGES}
        self.made = {language: {} for language in LANGUAGES}  # the source text that each wording translates
        self.routes = dict.fromkeys(LANGUAGES[1:], "vi")
        self.stored: dict[str, int] = {}
        self.waiting: dict[str, Approved] = {}  # handed in, with the reviewers
        self.begun = True
        self.said["vi"] = {"t": "t 0"}
        self._add("1")
        self._add("1")
        self.lead("lo", "en")
        for language in LANGUAGES:
            self.approve(language, 3, False)

    @rule(how=CHANGE, place=PLACE, wording=WORDING, level=LEVEL)
    def source_moves(self, how, place, wording, level):
        self.change(how, place, wording)
        self.approve("vi", level, False)

    @rule(how=CHANGE, place=PLACE, wording=WORDING)
    def change(self, how, place, wording):
        """Something in the source that nobody approves yet."""
        if "vi" not in self.waiting:
            getattr(self, f"_{how}")(place, wording)

    @rule(language=LANGUAGE, level=LEVEL, confirm=st.booleans())
    def approve(self, language, level, confirm):
        self._hand_in(language, level, confirm)
        self._approve(language)

    @rule(language=LANGUAGE, level=LEVEL, returned=st.booleans())
    def hand_in_or_hand_back(self, language, level, returned):
        if language not in self.waiting:
            self._hand_in(language, level, confirm=False)
        elif returned:
            self.bench.back(language)
            del self.waiting[language]

    @rule(language=TRANSLATION, place=PLACE, wording=WORDING, level=LEVEL)
    def translation_moves(self, language, place, wording, level):
        """Other words for the same source."""
        source = self._source_words(language)
        names = [name for name in source if name in self.order]
        if names and language not in self.waiting:
            name = names[place % len(names)]
            self.bench.write(language, name, f"{wording} {language}")
            self.said[language][name], self.made[language][name] = f"{wording} {language}", source[name]
            self.approve(language, level, False)

    @rule(language=LANGUAGE, act=st.sampled_from(["publish", "withdraw"]))
    def readers_have_it_or_not(self, language, act):
        with suppress(RuleBroken):  # there may be nothing to give or to take; either way nobody is behind for that
            self.bench.do(f"{language} {act}")

    @rule(language=TRANSLATION, source=LANGUAGE)
    def lead(self, language, source):
        if language in self._under(source):
            self.refuse_circle(language, source)
        else:
            self.bench.lead(language, source)
            self.routes[language] = source

    @invariant()
    def everybody_is_as_far_behind_as_the_story_says(self):
        assert self.behind() == self.story.behind()

    # --- what the rule is asked about, and by whom ---

    def who_carries_it_out(self):
        return Nobody()

    def behind(self) -> dict[str, int]:
        return {language: far for language, far in self.stored.items() if far}

    def approved(self, language):
        """What stands on it is compared anew; of the others what is stored holds."""
        newest = {one.language: one for one in self.story.told}
        stands = {name: Stand(name, name, Behind.NONE, None, None, one.source or None) for name, one in newest.items()}
        for reached in reviewing.standing_on(stands, language):
            self.stored[reached] = self._far(reached)

    def _far(self, language) -> int:
        last = self.story.of(language)[-1]
        if not last.source:
            return 0
        source = self.story.of(last.source)
        base, *since = (Step(which, which, source[which].level) for which in range(last.which, len(source)))
        return rules.behind(Compared(base, tuple(since), self._far(last.source), lambda step: _hashes(source[step.pk])))

    def refuse_circle(self, language, source):
        """Of a history on paper it is left out."""

    # --- how ---

    def _write_one(self, place, wording):
        self._write(self.order[place % len(self.order)], wording)

    def _add_one(self, place, wording):
        self._add(wording)

    def _delete(self, place, wording):
        if len(self.order) > 3:
            name = self.order[2 + place % (len(self.order) - 2)]
            self.bench.remove(name)
            self.order.remove(name)
            self.begun = True

    def _move(self, place, wording):
        at, steps = 2 + place % (len(self.order) - 2), -1 if wording == "1" else 1
        self.bench.move(self.order[at], steps)
        if 2 <= at + steps < len(self.order):
            self.order.insert(at + steps, self.order.pop(at))
        self.begun = True

    def _revert(self, place, wording):
        """All words that are still there say what they said some approvals ago."""
        earlier = self.story.of("vi")[-1 - int(wording) :][0].words
        for name in self.order:
            if earlier.get(name, "") != self.said["vi"].get(name, "") and (name in earlier or name == "s"):
                self._write(name, earlier.get(name, ""))

    def _add(self, wording):
        name = f"b{next(self.fresh)}"
        self.order.append(name)
        self._write(name, wording)

    def _write(self, name, wording):
        self.bench.write("vi", name, wording)
        self.said["vi"][name] = wording
        self.begun = True

    def _source_words(self, language) -> dict[str, str]:
        approved = self.story.of(self.routes[language])
        return approved[-1].words if approved else {}

    def _hand_in(self, language, level, confirm):
        if language in self.waiting or not (self.begun if language == "vi" else self._source_words(language)):
            return
        made = self._frozen(language, level, confirm)
        try:
            self.bench.hand(language, confirm=confirm, approve=False, significance=level)
        except RuleBroken as refusal:
            last = self.story.of(language)[-1]
            assert "Nothing differs" in str(refusal)
            assert (made.words, made.source, made.which) == (last.words, last.source, last.which)
        else:
            self.waiting[language] = made

    def _frozen(self, language, level, confirm) -> Approved:
        if language == "vi":
            words = {name: text for name in self.order if (text := self.said["vi"].get(name))}
            return Approved(language, words, level)
        source, said, made = self._source_words(language), self.said[language], self.made[language]
        for name, text in source.items():
            if made.get(name) != text:
                said[name] = said[name] if confirm and said.get(name) else f"{text} {language}"
                made[name] = text
        route = self.routes[language]
        return Approved(language, {name: said[name] for name in source}, level, route, len(self.story.of(route)) - 1)

    def _approve(self, language):
        if language in self.waiting:
            self.bench.hand(language)
            self.story.told.append(self.waiting.pop(language))
            if language == "vi":
                self.begun = False
            self.approved(language)

    def _under(self, language) -> set[str]:
        """The languages that `language` stands on, by route, by what is approved and by what waits; itself too."""
        found, ahead = set(), [language]
        while ahead:
            at = ahead.pop()
            if at not in found:
                found.add(at)
                ahead += [self.routes[at]] if at in self.routes else []
                ahead += [one.source for one in (self.story.of(at)[-1:] + [self.waiting.get(at)]) if one and one.source]
        return found


def _hashes(approved: Approved) -> dict[str, str]:
    return lineage.hashes([{"key": name, "hash": text} for name, text in approved.words.items()])


class Desk(Paper):
    """The same, carried out by the real actions of a cast."""

    cast = None  # set by the test

    def who_carries_it_out(self):
        return Bench(self.cast)

    def behind(self):
        return self.bench.behind

    def refuse_circle(self, language, source):
        with pytest.raises(RuleBroken, match="itself"):
            self.bench.lead(language, source)

    def approved(self, language):
        """What each segment says it was made from is what the approved revision was made from."""
        edition = self.bench.edition(language)
        if edition.is_source:
            return
        made = {str(key): made_from for key, made_from in edition.segments.values_list("block__key", "made_from")}
        base = hashes(edition.approved.based_on.content)
        assert {key: made[key] for key in base} == base


def run(machine, *, examples: int, steps: int, shrink: bool = True) -> None:
    how = settings(
        max_examples=examples,
        stateful_step_count=steps,
        phases=[Phase.generate, Phase.shrink] if shrink else [Phase.generate],
        report_multiple_bugs=False,
        verbosity=Verbosity.normal if shrink else Verbosity.quiet,
        deadline=None,
        database=None,
        derandomize=True,  # the same histories every time: a red run can be run again
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=how)


def of(cast) -> type[Desk]:
    return type("DeskOfThisCast", (Desk,), {"cast": cast})


def test_no_history_on_paper_makes_the_rule_and_the_story_disagree():
    run(Paper, examples=100, steps=30)


@in_a_database
def test_no_history_carried_out_makes_what_is_stored_and_the_story_disagree(desk):
    run(of(desk), examples=5, steps=12)


@in_a_database
@pytest.mark.parametrize("name", WRONG)
def test_wrong_rule_is_found_out_by_a_named_history(desk, monkeypatch, name):
    place, wrong, telling = WRONG[name]
    history, behind = HISTORIES[telling]
    monkeypatch.setattr(place, wrong)
    assert Bench(desk).do(history).behind != behind  # test_staleness.py says so of every history, as the rule is


@pytest.mark.parametrize("name", ON_PAPER)
def test_wrong_rule_is_found_out_by_the_machine_on_paper(monkeypatch, name):
    place, wrong, _telling = WRONG[name]
    monkeypatch.setattr(place, wrong)
    with pytest.raises(AssertionError):
        run(Paper, examples=400, steps=30, shrink=False)


@in_a_database
@pytest.mark.parametrize("name", AT_WORK)
def test_wrong_rule_is_found_out_by_the_machine_at_work(desk, monkeypatch, name):
    place, wrong, _telling = WRONG[name]
    monkeypatch.setattr(place, wrong)
    with pytest.raises(AssertionError):
        run(of(desk), examples=60, steps=12, shrink=False)
