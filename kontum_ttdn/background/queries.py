"""Jobs as pages show them."""

from dataclasses import dataclass

from django.db.models import QuerySet

from . import worker
from .models import Job, State
from .queue import key_of

TONES = {State.RUNNING: "going", State.DONE: "done", State.FAILED: "wrong", State.CANCELLED: "heed"}


@dataclass(frozen=True)
class Shown:
    """A job in the words of a page."""

    job: Job
    title: str
    tone: str

    @property
    def may_retry(self) -> bool:
        return self.job.state in (State.FAILED, State.CANCELLED)

    @property
    def url(self) -> str:
        """Where the result is to be had: a path of this site, or nothing."""
        url = str(self.job.result.get("url", ""))
        return url if url.startswith("/") and not url.startswith("//") else ""

    @property
    def words(self) -> str:
        """How far it is, for people who cannot see a bar."""
        if self.job.state == State.RUNNING and self.job.total:
            return f"{self.job.done} / {self.job.total}"
        return str(self.job.get_state_display())

    def as_data(self) -> dict:
        job = self.job
        return {"state": job.state, "open": job.is_open, "done": job.done, "total": job.total, "words": self.words, "error": job.error}


def mine(user) -> QuerySet[Job]:
    """The jobs that `user` asked for, newest first."""
    return Job.objects.visible_to(user).order_by("-pk")


def latest(kind: str, **arguments) -> Job | None:
    """The newest job of this kind with these arguments, whoever asked; for a page about the thing itself. None where nobody asked yet."""
    return Job.objects.filter(kind=kind, key=key_of(arguments)).order_by("-pk").first()


def shown(job: Job) -> Shown:
    known = worker.load().get(job.kind)
    return Shown(job, str(known.title if known else job.kind), TONES.get(job.state, ""))
