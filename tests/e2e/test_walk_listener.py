"""A work in a language without writing: deposited as sound, heard by the reviewer, played by a reader on a phone."""

import pytest

from products import actions
from tests.e2e.walking import CODE, act
from tests.media import made

pytestmark = pytest.mark.django_db(transaction=True)
PLAYS = "async () => { const player = document.querySelector('audio, video'); player.muted = true; await player.play(); return player.duration; }"


@pytest.mark.parametrize(
    ("name", "arguments", "seconds"),
    [("nghe.mp3", made.TONE, 2), ("xem.mp4", (*made.FILM, *made.TONE, "-c:v", "libx264", "-c:a", "aac", "-shortest"), 1)],
)
def test_recording_is_deposited_heard_by_the_reviewer_and_played_by_a_reader(
    name, arguments, seconds, spoken, browser_page, translator, reviewer, run_jobs, shot, tmp_path
):
    made.ffmpeg(tmp_path, name, *arguments)
    page = browser_page(user=translator)
    page.goto(f"/vi/products/{CODE}/brb/")
    shot(page, "listener-0-empty")
    page.locator("a[href$='/deposit/']").click()
    page.set_input_files("[name=file]", tmp_path / name)
    page.fill("[name=transcript]", "Mở máy ra nghe.\nQuét mã để nghe.")
    shot(page, "listener-1-deposit")
    with page.expect_navigation():
        page.locator("main form button.button").first.click()
    shot(page, f"listener-2-{name}-waiting")
    act(page, "submit")
    run_jobs()

    other = browser_page(user=reviewer, width=360)
    other.goto("/vi/desk/")
    other.locator("[aria-labelledby=to-review] a").first.click()
    shot(other, f"listener-3-{name}-review")
    assert other.evaluate(PLAYS) == pytest.approx(seconds, abs=0.2)
    act(other, "pass-language")
    spoken.answer_for("brb")
    actions.publish(edition=spoken.edition("brb"), by=spoken.approver)
    run_jobs()

    reader = browser_page(width=360)
    for width in (1280, 360):
        reader.set_viewport_size({"width": width, "height": 800})
        reader.goto("/brb/library/")
        shot(reader, f"listener-4-{name}-library-{width}")
        reader.locator("main .tiles a").first.click()
        reader.locator("article details summary").click()
        shot(reader, f"listener-5-{name}-reader-{width}")
        assert reader.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert reader.evaluate(PLAYS) == pytest.approx(seconds, abs=0.2)
    assert "Quét mã để nghe." in reader.locator("article").inner_text()
    assert page.refused == other.refused == reader.refused == []
