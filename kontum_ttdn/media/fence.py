"""Other people's files meet other people's parsers only in a child with limits: time, processor, memory, file size."""

import contextlib
import os
import resource
import subprocess
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


class TookTooMuch(Exception):  # noqa: N818
    """The child met one of its limits."""


@dataclass(frozen=True)
class Limits:
    """Wall-clock and processor time in seconds, address space and largest written file in MiB."""

    seconds: int = 30
    cpu: int = 30
    memory: int = 1024
    file: int = 512

    def hold(self, pid: int) -> None:
        """Set from outside: a function run between fork and exec can lock up a server with threads."""
        memory, file = self.memory * MEBIBYTE, self.file * MEBIBYTE
        each = {
            resource.RLIMIT_CPU: (self.cpu, self.cpu + 1),
            resource.RLIMIT_AS: (memory, memory),
            resource.RLIMIT_FSIZE: (file, file),
            resource.RLIMIT_CORE: (0, 0),
        }
        with contextlib.suppress(ProcessLookupError):  # it has ended already
            for limit, values in each.items():
                resource.prlimit(pid, limit, values)


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


def run(command: Sequence[str], limits: Limits, *, on_line: Callable[[str], None] | None = None) -> Outcome:
    """Run a program to its end; `on_line` hears each line it writes meanwhile.

    Raises TookTooMuch at a limit, FileNotFoundError where the program is not installed.
    """
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={"PATH": os.defpath})
    limits.hold(child.pid)
    late = threading.Event()
    clock = threading.Timer(limits.seconds, lambda: (late.set(), child.kill()))
    complaints: list[bytes] = []
    listener = threading.Thread(target=lambda: complaints.append(child.stderr.read()), daemon=True)
    clock.start()
    listener.start()
    try:
        lines = _listen(child, on_line)
        code = child.wait()
        listener.join()
    finally:
        clock.cancel()
        child.kill()
        child.stdout.close()
        child.stderr.close()
    if late.is_set() or code < 0:
        raise TookTooMuch(command[0])
    return Outcome(code, "".join(lines), complaints[0].decode(errors="replace"))


def _listen(child: subprocess.Popen, on_line: Callable[[str], None] | None) -> list[str]:
    lines = []
    for raw in child.stdout:
        lines.append(raw.decode(errors="replace"))
        if on_line:
            on_line(lines[-1].strip())
    return lines
