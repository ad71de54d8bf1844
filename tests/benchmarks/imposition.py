"""Imposition: what it costs to make a booklet, a pale one and the press form of a handbook, against setting it; seconds, medians."""

from dataclasses import replace

from kontum_ttdn.printing import engine, layouts
from kontum_ttdn.printing.page import compose, load_asset
from kontum_ttdn.printing.variants import VARIANTS
from tests.printing.samples import SAMPLES

from . import report
from .printing import side_by_side

BARS = {"office": 0.15, "office-4up": 0.15, "office-grey": 0.25, "press": 0.25}  # of the render


def main() -> None:
    layout, short = layouts.get("handbook"), SAMPLES["handbook"]("vi")
    for document in (short, replace(short, blocks=short.blocks * 4)):
        render = engine.render(document, layout="handbook")
        finishing = [finish(document, layout, variant, render.pdf) for variant in BARS]
        floor, *figures = side_by_side([lambda document=document: engine.render(document, layout="handbook"), *finishing], 3)
        for (variant, bar), figure in zip(BARS.items(), figures, strict=True):
            report(f"handbook vi, {render.pages} sides: {variant} / a render", figure=figure, floor=floor, bar=bar)


def finish(document, layout, variant: str, screen: bytes):
    """The work of a variant alone, on the PDF it starts from."""
    known = VARIANTS[variant]
    master = screen if known.master else engine.fence().render(compose(document, layout.name, variant).order(load_asset)).pdf
    return lambda: known.finish(master, layout, "udhr · vi · bản duyệt số 3")
