"""Files that readers hear, watch and take along are counted where they are handed out; pictures belong to their page and are not."""

from .models import Edition, What
from .visits import begins, is_played, is_reader, note

CARRIERS = {"audio": "sound", "video": "video"}


def handed_out(request, derivative, answer) -> None:
    """Count one play or download of a recording, a clip or a deposited file. A file that the reader still had (304) was not taken again.

    One statement, and only where it counts: which edition the file belongs to; of several that share it, the first.
    """
    kind = derivative.media_type.split("/")[0]
    if kind == "image" or answer.status_code not in (200, 206) or not begins(request) or not is_reader(request):
        return
    edition = (
        Edition.objects.public()
        .filter(published__files__derivatives__sha256=derivative.sha256)
        .order_by("pk")
        .values_list("pk", flat=True)
        .first()
    )
    if edition:
        form = CARRIERS.get(kind, "file")
        note(request, edition, What.PLAY if form != "file" and is_played(request) else What.DOWNLOAD, form)
