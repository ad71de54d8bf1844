"""python -m tests.benchmarks [NAME…] [--write]: each module in a process of its own, with an empty migrated database and the fonts of set-up."""

import os
import pkgutil
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from . import _paper as paper

ROOT = Path(__file__).resolve().parents[2]
LONG = ("kept", "lighthouse", "memory", "search", "workers")  # only where it is named
RUN = "import sys, importlib, django; django.setup(); importlib.import_module(f'tests.benchmarks.{sys.argv[1]}').main()"


def measure(name: str, settings: dict[str, str]) -> bool:
    """Run one module, let its lines through; true where it ended well and no promise was missed."""
    running = subprocess.Popen([sys.executable, "-c", RUN, name], cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True)
    kept = True
    for line in running.stdout:
        sys.stdout.write(line)
        kept = kept and not line.rstrip().endswith("MISSED")
    return running.wait() == 0 and kept


def main(asked: list[str]) -> int:
    wanted, write = [name for name in asked if name != "--write"], "--write" in asked
    names = wanted or sorted(
        module.name
        for module in pkgutil.iter_modules([str(Path(__file__).parent)])
        if not module.name.startswith("_") and module.name not in LONG
    )
    set_up = Path(os.environ.get("VAR_DIR", ROOT / "var")).resolve()
    missed = []
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as made:
        folder = Path(made)
        for name in ("fonts", "nginx"):
            (folder / name).symlink_to(set_up / name)
        settings = {
            key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "REDIS_URL", "STORAGE_URL", "PRODUCTION")
        }
        settings |= {"VAR_DIR": made, "DJANGO_SETTINGS_MODULE": "kontum_ttdn.settings", "LOG_LEVEL": "WARNING"}
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, env=settings, check=True)
        shutil.copy(folder / "portal.sqlite3", folder / "empty.sqlite3")
        for name in names:
            shutil.copy(folder / "empty.sqlite3", folder / "portal.sqlite3")
            print(f"\n== {name:<61} {'figure':>14} {'floor':>14} {'ratio':>7}  bar", flush=True)
            settings["BENCHMARKS_RECORD"] = str(folder / f"{name}.jsonl")
            if not measure(name, settings):
                missed.append(name)
            if write:
                paper.keep(ROOT / "docs" / "benchmarks.md", name, folder / f"{name}.jsonl")
    print(f"\n{len(names) - len(missed)} kept, {len(missed)} missed {' '.join(missed)}")
    return 1 if missed else 0


sys.exit(main(sys.argv[1:]))
