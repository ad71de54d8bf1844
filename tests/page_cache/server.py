"""The nginx of set-up (var/nginx), started for a test or a benchmark on this machine alone."""

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def nginx(binary: Path, folder: Path, site: str, *, port: int, processes: int = 1) -> Iterator[subprocess.Popen]:
    """nginx with the servers of `site`, answering on `port`; what it has to say stands in `folder`/said."""
    temporary = "".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; worker_processes {processes}; pid {folder}/pid; error_log stderr; events {{}} "
        f"http {{ types {{ text/html html; }} sendfile on; {temporary} {site} }}"
    )
    with (folder / "said").open("w") as said:
        process = subprocess.Popen([binary, "-c", folder / "nginx.conf", "-p", folder], stderr=said)
    try:
        until_it_listens(port)
        yield process
    finally:
        process.terminate()
        process.wait(20)


def free_ports(count: int) -> list[int]:
    """Ports of 127.0.0.1 that nobody has, below those of outgoing connections."""
    with contextlib.ExitStack() as held:
        found = []
        for port in range(21_000 + os.getpid() % 8_000, 32_000):
            with contextlib.suppress(OSError):
                held.enter_context(contextlib.closing(socket.socket())).bind(("127.0.0.1", port))
                found.append(port)
            if len(found) == count:
                return found
    raise OSError("no free ports")


def until_it_listens(port: int) -> None:
    for _ in range(300):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise TimeoutError(port)
