"""The parent's side of the fence: a few warm children, started when first needed, replaced after a breach or after enough sheets."""

import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from . import frames, limits

log = logging.getLogger(__name__)
HERE = Path(__file__).parent
ROOT = HERE.parents[2]
CHILDREN = 2  # at most, in one process


class RenderFailed(Exception):
    """The sheet was not made; the text says why and what to do, for the person who asked."""


@dataclass(frozen=True)
class House:
    """All that a child needs to know once: stylesheets, and the fonts and drawings they and the templates name."""

    css: str
    layouts: dict[str, str]
    assets: dict[str, bytes]


@dataclass(frozen=True)
class Order:
    """What to lay out: HTML, the folder of its layout, its pictures; and how: with bleed, in sides of a multiple, drawn or only measured."""

    html: str
    layout: str
    pictures: dict[str, bytes]
    bleed: bool = False
    multiple: int = 1
    draw: bool = True


@dataclass(frozen=True)
class Answer:
    """The sheet: its PDF (empty where it was only measured), sides, what the engine warned of, and fence/measure.py's figures."""

    pdf: bytes
    pages: int
    warnings: tuple[str, ...]
    refused: tuple[str, ...]
    measured: dict


class Child:
    """One warm process. It is asked by one thread at a time."""

    def __init__(self, house: House):
        self.folder = Path(tempfile.mkdtemp(prefix="print-"))
        self.words = (self.folder / "stderr").open("wb")
        self.renders = 0
        home = str(self.folder)
        empty = str(HERE / "fontconfig-empty.conf")  # a missing letter must warn, not borrow from the system
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kontum_ttdn.printing.fence.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.words,
            cwd=ROOT,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "TMPDIR": home, "HOME": home, "PYTHONHASHSEED": "0", "FONTCONFIG_FILE": empty},
        )
        try:
            with self.watched(limits.WALL):
                self._exchange({"house": house.css, "layouts": house.layouts, "assets": list(house.assets)}, house.assets.values())
        except BaseException:
            log.error("A print child did not start: %s", (self.folder / "stderr").read_text(errors="replace")[-2000:])
            self.end()
            raise

    @property
    def fit(self) -> bool:
        return self.process.poll() is None and self.renders < limits.RENDERS

    def ask(self, order: Order, *, wall: float, cpu: float, pages: int) -> Answer:
        """Lay one sheet out; RenderFailed in words, and then the child may be gone."""
        self.renders += 1
        with self.watched(wall) as clock:
            try:
                head = {"html": order.html, "layout": order.layout, "assets": list(order.pictures), "cpu": cpu, "pages": pages}
                head |= {"bleed": order.bleed, "multiple": order.multiple, "draw": order.draw}
                answer, parts = self._exchange(head, order.pictures.values())
            except (frames.Closed, OSError) as error:
                raise RenderFailed(self._last_words(clock.rang, wall)) from error
        if "error" in answer:
            raise RenderFailed(_refusal(answer, pages))
        return Answer(parts[0], answer["pages"], tuple(answer["warnings"]), tuple(answer["refused"]), answer["measured"])

    @contextmanager
    def watched(self, seconds: float):
        """End the process when the clock runs out; whoever waits for its answer then reads the end of the pipe."""
        clock = Clock(seconds, self.process.kill)
        clock.start()
        try:
            yield clock
        finally:
            clock.cancel()

    def _exchange(self, head, parts):
        frames.write(self.process.stdin, head, list(parts))
        return frames.read(self.process.stdout)

    def _last_words(self, late: bool, wall: float) -> str:
        code = self.process.wait()
        log.warning("A print child ended with %s: %s", code, (self.folder / "stderr").read_text(errors="replace")[-2000:])
        if late:
            return _("The layout took longer than %(seconds)d seconds and was stopped. Split the text, then try again.") % {"seconds": wall}
        return _("The layout needed more computing time or memory than is allowed and was stopped. Split the text, then try again.")

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.words):
            with suppress(OSError):  # what was still to be sent has no reader any more
                stream.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Clock(threading.Timer):
    """A timer that remembers whether it rang."""

    rang = False

    def __init__(self, seconds: float, act):
        super().__init__(seconds, self.ring)
        self.act, self.daemon = act, True

    def ring(self) -> None:
        self.rang = True
        self.act()


class Fence:
    """A small pool of children over one house. Threads share it; a forked process starts its own children."""

    def __init__(self, house: House):
        self.house = house
        self._forget()

    def _forget(self) -> None:
        self.owner, self.idle, self.room = os.getpid(), [], threading.BoundedSemaphore(CHILDREN)

    def render(self, order: Order, *, wall=limits.WALL, cpu=limits.CPU, pages=limits.PAGES) -> Answer:
        """Have one sheet laid out; waits while all children work. RenderFailed says in words why there is none."""
        if self.owner != os.getpid():
            self._forget()  # the children in the list are the parent's
        with self.room:
            child = self._take()
            try:
                answer = child.ask(order, wall=wall, cpu=cpu, pages=pages)
            finally:
                if child.fit:
                    self.idle.append(child)
                else:
                    child.end()
        return answer

    def _take(self) -> Child:
        while self.idle:
            child = self.idle.pop()
            if child.fit:
                return child
            child.end()
        try:
            return Child(self.house)
        except (frames.Closed, OSError) as error:
            raise RenderFailed(_("The print engine did not start. Tell the administrator; the log says why.")) from error

    def close(self) -> None:
        """End the idle children; they also end by themselves when this process does."""
        while self.idle:
            self.idle.pop().end()


def _refusal(answer: dict, pages: int) -> str:
    if answer["error"] == "pages":
        numbers = {"found": answer["detail"], "most": pages}
        return _("The text fills %(found)s sides; at most %(most)d can be printed. Split the product into parts.") % numbers
    log.warning("A sheet could not be laid out: %(error)s %(detail)s", answer)
    return _("The sheet could not be laid out (%(error)s). Simplify the text or its tables, then try again.") % {"error": answer["error"]}
