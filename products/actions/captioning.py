"""Sentences of a deposited recording get their times, or lose them again."""

from django.db import transaction
from django.utils.translation import gettext as _

from kontum_ttdn.audit.actions import record
from kontum_ttdn.languages.registry import get
from kontum_ttdn.workflow.flow import RuleBroken
from products.captions import Cue, clock, fitted, transcript_of, written_lines
from products.content import carrier, folded_words
from products.models import CaptionTrack, Edition, Segment
from products.queries.captions import deposited_segment

from .depositing import set_transcript
from .keeping import begin_work, locked

LEEWAY = 1000  # milliseconds by which a container may say less than its sound lasts


@transaction.atomic
def keep_captions(*, edition: Edition, language: str, cues: list[Cue], source_name: str, by) -> CaptionTrack:
    """Give the recording that this edition is its sentences in `language`, the edition's own or Vietnamese; earlier ones of it are replaced.

    Vietnamese ones and the transcript are the same words: the transcript is taken from them where there is none yet or where they only divide
    it otherwise, and its own words stay where it has a line for each sentence. RuleBroken where the two differ, where a sentence lies beyond
    the end, or where there is nothing to listen to.
    """
    edition = locked(edition)
    segment = _recording(edition)
    _refuse_misfits(edition, segment, language, cues)
    begin_work(edition=edition, by=by)
    if language == "vi" and not fitted(cues, segment.text):
        _refuse_other_words(segment.text, cues)
        set_transcript(segment, edition=edition, transcript=transcript_of(cues), by=by)
    said = {"cues": cues, "source_name": source_name[:150], "by": by}
    before = CaptionTrack.objects.filter(edition=edition, sha256=segment.file.sha256, language=language).first()
    track, _new = CaptionTrack.objects.update_or_create(edition=edition, sha256=segment.file.sha256, language=language, defaults=said)
    record("caption", edition, by=by, changes={language: (before and len(before.cues), len(cues))}, unit=edition.product.unit_id)
    return track


@transaction.atomic
def drop_captions(*, edition: Edition, by) -> None:
    """Take the times of all sentences of the deposited recording away; the transcript stays."""
    edition = locked(edition)
    segment = _recording(edition)
    begin_work(edition=edition, by=by)
    tracks = CaptionTrack.objects.filter(edition=edition, sha256=segment.file.sha256)
    if gone := {track.language: (len(track.cues), None) for track in tracks}:
        tracks.delete()
        record("uncaption", edition, by=by, changes=gone, unit=edition.product.unit_id)


def _recording(edition: Edition) -> Segment:
    found = deposited_segment(edition)
    if found is None or carrier({"media_type": found.file.media_type}) == "file":
        raise RuleBroken(_("Only a sound or a clip has sentences with times. Deposit it first."))
    return found


def _refuse_misfits(edition: Edition, segment: Segment, language: str, cues: list[Cue]) -> None:
    if language not in (edition.language, "vi") or (language != "vi" and get(language).audio_first):
        raise RuleBroken(_("The sentences can be in Vietnamese or in the language of the recording, where it is written."))
    length = round(1000 * (segment.file.facts.get("seconds") or 0))
    if length and cues[-1]["end"] > length + LEEWAY:
        times = {"time": clock(cues[-1]["end"]), "length": clock(length)}
        raise RuleBroken(_("The last sentence ends at %(time)s, but the recording lasts %(length)s only. Is it the right file?") % times)


def _refuse_other_words(transcript: str, cues: list[Cue]) -> None:
    """A transcript that is divided otherwise has to have the same words."""
    if transcript.strip() and folded_words(transcript) != folded_words(transcript_of(cues)):
        counts = {"lines": len(written_lines(transcript)), "cues": len(cues)}
        raise RuleBroken(
            _(
                "Lines of the transcript: %(lines)s; sentences in the file: %(cues)s; their words differ. "
                "Empty the transcript to take the words of the file, or give it a line for each sentence."
            )
            % counts
        )
