"""What the commands about one printed form are told: which edition, in which layout, made for what."""

from django.core.management.base import CommandError

from kontum_ttdn.languages.registry import CODES
from kontum_ttdn.printing.layouts import LAYOUTS
from kontum_ttdn.printing.variants import VARIANTS
from products.models import Edition


def ask(parser) -> None:
    """CODE LANGUAGE --layout leaflet --variant screen"""
    parser.add_argument("code")
    parser.add_argument("language")
    parser.add_argument("--layout", default="leaflet")
    parser.add_argument("--variant", default="screen")


def asked(*, code: str, language: str, layout: str, variant: str) -> Edition:
    """The edition, where there is such a form; CommandError, naming what there is, where there is none."""
    chosen("ngôn ngữ", language, CODES)
    chosen("mẫu trình bày", layout, LAYOUTS)
    chosen("bản in", variant, VARIANTS)
    edition = Edition.objects.filter(product__code=code, language=language).first()
    if edition is None:
        raise CommandError(f"Không có sản phẩm nào mang mã «{code}».")
    return edition


def chosen(what: str, name: str, known) -> None:
    """CommandError, naming those there are, where `name` is none of `known`."""
    if name not in known:
        raise CommandError(f"Không có {what} «{name}». Có: {', '.join(known)}.")
