"""A reader hears a sound: the sentence that is spoken is lit and no other, at each edge of each cue, after seeking, and while it plays."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from products import actions
from products.captions import as_webvtt
from products.models import CaptionTrack
from tests.e2e.walking import CODE, act, first_articles, until
from tests.media import made

pytestmark = pytest.mark.django_db(transaction=True)
ARTICLES = first_articles("vi")
SENTENCES = [line.strip() for line in ".\n".join(" ".join(ARTICLES).split(". ")).split("\n") if line.strip()]
CUES = [(400, 1000), (1000, 1750), (2100, 2600)]  # milliseconds: the second follows at once, the third after a pause
LIT = "() => Array.from(document.querySelectorAll('.sentences .spoken'), (lit) => lit.dataset.from)"
SEEK = """(time) => new Promise((done) => {
  const player = document.querySelector('audio');
  player.addEventListener('seeked', () => requestAnimationFrame(done), { once: true });
  player.currentTime = time / 1000;
})"""
READY = """async () => {
  const player = document.querySelector('audio');
  player.muted = true;
  await player.play();
  player.pause();
}"""


@pytest.fixture
def many():
    """A cue file whose first three cues stand at known times; the others follow each other to the end, so that the list is longer than its box."""
    rest = [(start, start + 100) for start in range(3000, 5400, 100)]
    words = (SENTENCES * 27)[: len(CUES) + len(rest)]
    return [{"start": start, "end": end, "text": text} for (start, end), text in zip([*CUES, *rest], words, strict=True)]


def test_sentence_is_lit_exactly_while_it_is_spoken(spoken, many, browser_page, translator, run_jobs, shot, tmp_path):
    made.ffmpeg(tmp_path, "nghe.mp3", "-f", "lavfi", "-i", "sine=frequency=440:duration=6")
    (tmp_path / "nghe.vtt").write_bytes(as_webvtt(many))
    page = browser_page(user=translator, width=360)
    page.goto(f"/vi/products/{CODE}/brb/deposit/")
    page.set_input_files("[name=file]", tmp_path / "nghe.mp3")
    page.set_input_files("[name=captions]", tmp_path / "nghe.vtt")
    shot(page, "sound-0-deposit-360")
    with page.expect_navigation():
        page.locator("main form button.button").first.click()
    run_jobs()
    page.reload()
    shot(page, "sound-1-editor-360")
    assert Axe().run(page).response["violations"] == []
    act(page, "submit")
    actions.pass_language(edition=spoken.edition("brb"), by=spoken.reviewer)
    spoken.answer_for("brb")
    actions.publish(edition=spoken.edition("brb"), by=spoken.approver)
    run_jobs()
    assert CaptionTrack.objects.get().cues == many

    reader = browser_page()
    reader.goto(f"/brb/library/{CODE}/")
    reader.evaluate(READY)
    expected = {0: [], 399: [], 400: ["400"], 700: ["400"], 999: ["400"], 1000: ["1000"], 1749: ["1000"], 1750: [], 2099: [], 2100: ["2100"],
                2599: ["2100"], 2600: [], 3000: ["3000"], 3099: ["3000"], 3100: ["3100"], 5399: ["5300"], 5400: []}  # fmt: skip
    found = {}
    for time in [*expected, *reversed(expected)]:
        reader.evaluate(SEEK, time)
        found.setdefault(time, []).append(reader.evaluate(LIT))
    assert found == {time: [lit, lit] for time, lit in expected.items()}

    for width in (1280, 360):
        reader.set_viewport_size({"width": width, "height": 800})
        reader.evaluate(SEEK, 1200)
        shot(reader, f"sound-2-reader-{width}")
        assert Axe().run(reader).response["violations"] == []
        assert reader.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert reader.locator(".sentences [aria-current=true]").count() == 1

    reader.evaluate("scrollTo(0, document.querySelector('.sentences').getBoundingClientRect().top + scrollY - 300)")
    _list_follows_until_a_hand_turns_it_away(reader)
    _press_and_keys_go_to_a_sentence(reader)
    reader.evaluate(SEEK, 0)
    until(reader, "!document.querySelector('.sentences .spoken')")
    assert [sample for sample in reader.evaluate(PLAYED) if not _is_right(*sample, many)] == []
    assert page.refused == reader.refused == []


SEEN = """() => {
  const box = document.querySelector('.sentences').getBoundingClientRect();
  const lit = document.querySelector('.sentences .spoken').getBoundingClientRect();
  return lit.top >= box.top - 1 && lit.bottom <= box.bottom + 1;
}"""
PLAYED = """() => new Promise((done) => {
  const player = document.querySelector('audio'), samples = [];
  let before = 0, last = 0; // two frames back and one: in a frame this look may come before the page's own
  const look = () => {
    const now = Math.round(player.currentTime * 1000); // cues are in whole milliseconds
    const lit = Array.from(document.querySelectorAll('.sentences .spoken'), (one) => Number(one.dataset.from));
    samples.push([before, now, lit]);
    [before, last] = [last, now];
    if (now < 3500) requestAnimationFrame(look);
    else { player.pause(); done(samples); }
  };
  player.play().then(() => requestAnimationFrame(look));
})"""


def _is_right(before: float, now: float, lit: list[int], cues: list[dict]) -> bool:
    """Whether what is lit was spoken at some moment between two frames ago and now."""
    edges = [before, now, *(edge for cue in cues for edge in (cue["start"], cue["end"]) if before <= edge <= now)]
    return lit in [[cue["start"] for cue in cues if cue["start"] <= edge < cue["end"]] for edge in edges]


def _list_follows_until_a_hand_turns_it_away(reader):
    top = reader.evaluate("scrollY")
    reader.evaluate(SEEK, 5000)
    until(reader, f"({SEEN})()")
    reader.locator(".sentences").hover()
    for _turn in range(8):
        reader.mouse.wheel(0, -600)
    until(reader, "document.querySelector('.sentences').scrollTop === 0")
    assert reader.evaluate("scrollY") <= top  # what is left of the turn may move the page; the light never does
    top = reader.evaluate("scrollY")
    reader.evaluate(SEEK, 5250)
    reader.wait_for_timeout(300)
    assert (reader.evaluate(LIT), reader.evaluate("document.querySelector('.sentences').scrollTop")) == (["5200"], 0)
    assert reader.evaluate("scrollY") == top


def _press_and_keys_go_to_a_sentence(reader):
    places = reader.locator(".sentences button")
    places.nth(1).click()
    reader.evaluate("document.querySelector('audio').pause()")
    assert 1000 <= 1000 * reader.evaluate("document.querySelector('audio').currentTime") < 1750
    for key in ("ArrowDown", "Enter"):
        reader.keyboard.press(key)
    reader.evaluate("document.querySelector('audio').pause()")
    assert reader.evaluate("document.activeElement.parentElement.dataset.from") == "2100"
    assert 2100 <= 1000 * reader.evaluate("document.querySelector('audio').currentTime") < 2600
