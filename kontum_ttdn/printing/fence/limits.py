"""What a child may use. Nested flex boxes, a huge table or a bomb picture run into these, and a new child prints the next sheet."""

import resource
import time

MEMORY = 1024**3  # bytes of address space
CPU = 60  # seconds of computing a sheet; a handbook takes about 50 ms a side, 388 sides took 22 s
WALL = 240  # seconds by the clock a sheet, kept by the parent; 404 sides took two minutes on two cores that eight others were using
FILE = 16 * 1024**2  # bytes a file; the child writes none but its fonts
FILES = 64  # open files
PIXELS = 40_000_000  # a picture, whatever its row in the database says
PAGES = 420  # sides a sheet
RENDERS = 500  # sheets a child, then a fresh one


def bind_process() -> None:
    """Set once, before anything is read."""
    bounds = {resource.RLIMIT_AS: MEMORY, resource.RLIMIT_FSIZE: FILE, resource.RLIMIT_NOFILE: FILES, resource.RLIMIT_CORE: 0}
    for kind, most in bounds.items():
        resource.setrlimit(kind, (most, most))


def bind_sheet(seconds: float) -> None:
    """Give the next sheet its computing time: the kernel ends a process that goes over it."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + seconds) + 1, resource.RLIM_INFINITY))
