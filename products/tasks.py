"""Background work of the products: fetch by id, call one function, safe to run twice."""

from django.utils.translation import gettext_lazy as _

from kontum_ttdn.background.worker import JobFailed, job
from kontum_ttdn.workflow.flow import RuleBroken


@job("products.print_edition", title=_("Printed form"))
def print_edition(progress, *, edition_id: int, layout: str, variant: str) -> dict:
    from kontum_ttdn.printing.engine import RenderFailed

    from . import printing

    progress(0, 1)
    try:
        sheet = printing.print_edition(edition_id, layout=layout, variant=variant)
    except (RuleBroken, RenderFailed) as error:
        raise JobFailed(str(error)) from error
    progress(1, 1)
    return {"sheet_id": sheet.pk, "pages": sheet.file.pages}


@job("products.make_reading_files", title=_("Pictures and recordings for readers"))
def make_reading_files(progress, *, revision_id: int) -> None:
    from . import printing
    from .models import Revision

    printing.make_reading_files(Revision.objects.get(pk=revision_id))
