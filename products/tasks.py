"""Background work of the products: fetch by id, call one function, safe to run twice."""

import logging

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.background.worker import JobFailed, job
from kontum_ttdn.workflow.flow import RuleBroken

log = logging.getLogger(__name__)


@job("products.print_edition", title=_("Printed form"))
def print_edition(progress, *, edition_id: int, layout: str, variant: str) -> dict:
    from kontum_ttdn.printing.engine import RenderFailed

    from . import printing

    progress(0, 2)
    try:
        sheet = printing.print_edition(edition_id, layout=layout, variant=variant)
    except (RuleBroken, RenderFailed) as error:
        raise JobFailed(str(error)) from error
    progress(1, 2)
    if variant in ("proof", "screen"):
        _picture(sheet)
    progress(2, 2)
    return {"sheet_id": sheet.pk, "pages": sheet.file.pages}


def _picture(sheet) -> None:
    """The file is made: that its pages cannot be pictured takes nothing from whoever waits for it."""
    from kontum_ttdn.printing.page_pictures import make_pictures

    try:
        make_pictures(sheet.file)
    except Exception:
        log.exception("The pages of sheet %s could not be pictured.", sheet.pk)


@job("products.picture_pages", title=_("Pictures of pages"))
def picture_pages(progress, *, sheet_id: int) -> dict:
    from kontum_ttdn.printing.page_pictures import make_pictures

    from .models import Sheet

    return {"pictures": make_pictures(Sheet.objects.select_related("file").get(pk=sheet_id).file)}


@job("products.make_reading_files", title=_("Pictures and recordings for readers"))
def make_reading_files(progress, *, revision_id: int) -> None:
    from . import printing
    from .models import Revision

    printing.make_reading_files(Revision.objects.get(pk=revision_id))


@job("products.print_lane", title=_("One form of a batch"))
def print_lane(progress, *, lane: int) -> None:
    """Make one form of all that waits; the lane's next turn is asked for in the very commit that ends this one."""
    from .actions import lanes

    item = lanes.take(progress.job)
    made = _form_of(item) if item else {}
    with transaction.atomic():
        with progress.finishing():
            if item:
                lanes.end_item(item, **made)
        if lanes.something_waits():
            lanes.ask_for_turn(lane)


def _form_of(item) -> dict:
    """The sheet, or in the asker's language why there is none. Whatever goes wrong with one form, the others go on."""
    from kontum_ttdn.printing.engine import RenderFailed

    from . import printing

    with override(item.batch.language):
        try:
            return {"sheet": printing.print_edition(item.edition_id, layout=item.layout, variant=item.variant)}
        except (RuleBroken, RenderFailed) as error:
            return {"error": str(error)}
        except (OperationalError, InterfaceError):  # the database was away: the job is begun again
            raise
        except SoftTimeLimitExceeded:
            return {"error": gettext("It took too long and was stopped.")}
        except Exception:
            log.exception("Item %s of batch %s failed.", item.pk, item.batch_id)
            return {
                "error": gettext("Something went wrong in the work itself. It has been noted for the operator; please try again later.")
            }


@job("products.pack_batch", time_limit=1800, title=_("Files of a batch, packed"))
def pack_batch(progress, *, batch_id: int, ended: str) -> None:
    from . import packing

    packing.pack_batch(progress, batch_id, ended)
