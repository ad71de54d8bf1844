"""Background work of the products: fetch by id, call one function, safe to run twice."""

from kontum_ttdn.background.worker import JobFailed, job
from kontum_ttdn.workflow.flow import RuleBroken


@job("products.print_edition")
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
