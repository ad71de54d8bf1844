"""A house of one's own for a test: its processes, its database, its broker, its folder. Nothing in it is pretended."""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import environ
import redis
from django.db import connections
from django.db.utils import ConnectionHandler

ROOT = Path(__file__).resolve().parents[2]
LEASE = 3  # seconds
WORKER = ("celery", "-A", "kontum_ttdn", "worker", "--without-gossip", "--without-mingle", "--without-heartbeat", "--concurrency", "2",
          "--loglevel", "warning", "--include", "tests.background.sample_tasks")  # fmt: skip


# The tables as the models say, of every app at once: migrations have a test of their own.
TABLES = """
import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
django.setup()
settings.MIGRATION_MODULES = dict.fromkeys([app.label for app in apps.get_app_configs()])
call_command("migrate", run_syncdb=True, verbosity=0)
"""


class House:
    """Commands run with this house's own environment; `database()` lets the test's process read and write its rows."""

    def __init__(self, folder: Path, database_url: str, redis_url: str):
        folder.mkdir(exist_ok=True)
        self.attempts_file = folder / "attempts"
        self.environment = {
            **os.environ, "VAR_DIR": str(folder), "DATABASE_URL": database_url, "REDIS_URL": redis_url, "JOB_LEASE_SECONDS": str(LEASE),
            "ATTEMPTS_FILE": str(self.attempts_file), "DJANGO_SETTINGS_MODULE": "kontum_ttdn.settings", "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        self.folder = folder
        self.processes: list[subprocess.Popen] = []

    def python(self, *arguments: str, **environment: str) -> str:
        """Run to the end and answer what it printed."""
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.environment | environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def manage(self, *arguments: str) -> str:
        return self.python("manage.py", *arguments)

    def start(self, *module: str) -> subprocess.Popen:
        """A process that goes on, in a group of its own."""
        log = (self.folder / f"{len(self.processes)}.log").open("w")
        process = subprocess.Popen(
            [sys.executable, *module], cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
        )
        self.processes.append(process)
        return process

    def start_worker(self) -> subprocess.Popen:
        return self.start("-m", *WORKER)

    def start_sweeper(self) -> subprocess.Popen:
        return self.start("manage.py", "sweeper")

    def ring(self, *jobs, times: int = 1) -> None:
        """Give the broker the message of each job so many times, and return when it has them."""
        sends = "; ".join(f"bell.send({job.kind!r}, {job.pk}, {job.priority})" for job in jobs for _time in range(times))
        self.python("-c", f"import django; django.setup(); from kontum_ttdn.background import bell; {sends}")

    def bells_left(self) -> int:
        """Messages that no worker has taken yet."""
        if self.environment["REDIS_URL"]:
            return redis.from_url(self.environment["REDIS_URL"]).llen("celery")
        return len(list((self.folder / "broker" / "queue").iterdir()))

    @staticmethod
    def kill(process: subprocess.Popen) -> None:
        """kill -9, the children too."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)

    def close(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                self.kill(process)

    @contextmanager
    def database(self):
        """The test's own process sits down at this house's database."""
        before, url = connections["default"], environ.Env.db_url_config(self.environment["DATABASE_URL"])
        connections["default"] = ConnectionHandler({"default": before.settings_dict | url})["default"]
        try:
            yield
        finally:
            connections["default"].close()
            connections["default"] = before


def until(holds, *, seconds: float = 120) -> None:
    """Wait until `holds()`, looking four times a second."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.25)


class Databases:
    """One migrated database, and a fresh copy of it for each house; on the engine of this run."""

    def __init__(self, folder: Path, settings_dict: dict):
        self.folder, self.server = folder, settings_dict
        self.is_sqlite = settings_dict["ENGINE"].endswith("sqlite3")
        self.made = [f"house_template_{os.getpid()}"]
        if not self.is_sqlite:
            self._sql(f"CREATE DATABASE {self.made[0]}")
        House(folder / "template", self.url(self.made[0]), "").python("-c", TABLES)

    def copy(self) -> str:
        name = f"house_{os.getpid()}_{len(self.made)}"
        self.made.append(name)
        if self.is_sqlite:
            shutil.copyfile(self.folder / f"{self.made[0]}.sqlite3", self.folder / f"{name}.sqlite3")
        else:
            self._sql(f"CREATE DATABASE {name} TEMPLATE {self.made[0]}")
        return self.url(name)

    def url(self, name: str) -> str:
        if self.is_sqlite:
            return f"sqlite:///{self.folder / name}.sqlite3"
        at = self.server
        return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{name}"

    def close(self) -> None:
        if not self.is_sqlite:
            for name in self.made:
                self._sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _sql(self, statement: str) -> None:
        import psycopg2

        at = self.server
        server = psycopg2.connect(user=at["USER"], password=at["PASSWORD"], host=at["HOST"], port=at["PORT"], dbname="postgres")
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute(statement)
        server.close()
