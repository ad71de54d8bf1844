"""PDF documents: opened, searched and written afresh in a fenced child (document_child.py)."""

import json
import sys
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import fence, names
from ..refusal import Refused
from . import Checked

LIMITS = fence.Limits(seconds=40, cpu=30, memory=1024, file=256)
CHILD = Path(__file__).with_name("document_child.py")

REASONS = {
    "locked": gettext_lazy("The document is locked with a password. Please send it without one."),
    "script": gettext_lazy("The document contains a program (JavaScript). Please print it to a new PDF and send that one."),
    "launch": gettext_lazy("The document would start something when it is opened. Please print it to a new PDF and send that one."),
    "attached": gettext_lazy("The document carries other files inside it. Please send them one by one."),
    "pages": gettext_lazy("The document has no page, or more than 2,000."),
    "damaged": gettext_lazy("The document is damaged or cut off. Please make the PDF again and send that one."),
}


def check_document(source: Path, target: Path) -> Checked:
    """The document written afresh to `target`, without metadata and without position tags in its pictures."""
    try:
        outcome = fence.run([sys.executable, "-I", str(CHILD), str(source), str(target)], LIMITS)
    except fence.TookTooMuch as error:
        raise Refused(_("The document takes too long to examine. Please print it to a new PDF and send that one.")) from error
    answer = json.loads(outcome.out) if outcome.code == 0 else {"refused": "damaged"}
    if "refused" in answer:
        raise Refused(str(REASONS[answer["refused"]]))
    names.refuse_secret(answer["title"])
    return Checked("document", "application/pdf", target, {"pages": answer["pages"]})
