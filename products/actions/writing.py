"""Composing a product: its description and the structure that all its languages share."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.audit.actions import record
from kontum_ttdn.languages.folding import fold
from kontum_ttdn.languages.registry import CODES
from kontum_ttdn.workflow.flow import RuleBroken
from products.models import Block, BlockKind, Edition, Product
from products.models.product import Sensitivity
from products.models.route import led_along, routes

from .keeping import begin_work, hold_product, locked
from .searching import note_change
from .showing import page_says_more
from .translating import ASK, save_segment
from .validity import not_past, say_until


@transaction.atomic
def create_product(
    *,
    title: str,
    kind,
    unit,
    by,
    code: str = "",
    audiences: Iterable = (),
    with_skeleton: bool = True,
    letters: str = ASK,
    as_it_came: str = "",
    **description,
) -> Product:
    """Begin a product: its nine editions, its title, and the kind's skeleton as empty named blocks.

    `letters` and `as_it_came`: of a title in an old font, as `save_segment` takes them; OldFont where nobody has said yet.
    `description` holds further fields of Product (topic, information_kind, source_language, required_languages, plan_task, rights …).
    """
    if not may(by, Permission.PRODUCT_WRITE, unit):
        raise RuleBroken(_("Your roles do not allow this for this unit."))
    not_past(description.get("valid_until"))
    product = Product.objects.create(code=code or free_code(title), kind=kind, unit=unit, made_by=by, **description)
    product.audiences.set(audiences)
    led = led_along(routes(), product.source_language)
    Edition.objects.bulk_create(
        Edition(product=product, language=language, translated_from=led.get(language, ""), kind=kind, topic=product.topic)
        for language in CODES
    )
    skeleton = [{"kind": BlockKind.TITLE}, {"kind": BlockKind.SUMMARY}, *(kind.skeleton if with_skeleton else [])]
    Block.objects.bulk_create(
        Block(product=product, kind=part["kind"], label=part.get("label", ""), options=part.get("options", {}), position=place)
        for place, part in enumerate(skeleton)
    )
    block = product.blocks.get(kind=BlockKind.TITLE)
    save_segment(edition=source_edition(product), block=block, text=title, version=0, by=by, letters=letters, as_it_came=as_it_came)
    record("create", product, by=by, changes={"kind": (None, kind.code)})
    if until := description.get("valid_until"):
        record("say_until", product, by=by, changes={"valid_until": (None, until)})
    return product


@transaction.atomic
def describe_product(*, product: Product, by, audiences: Iterable | None = None, **description) -> Product:
    """Change what a product is about; the copies in its editions follow. RuleBroken where readers have what is to be internal."""
    if not may(by, Permission.PRODUCT_WRITE, product.unit_id):
        raise RuleBroken(_("Your roles do not allow this for this unit."))
    hold_product(product.pk)  # nothing of it is published meanwhile
    if description.get("sensitivity") == Sensitivity.INTERNAL and product.editions.public().exists():
        raise RuleBroken(_("Readers have this product. Withdraw it from them first, then mark it as internal."))
    if "valid_until" in description:
        say_until(product=product, day=description.pop("valid_until"), by=by)
    changes = {field: (getattr(product, field), value) for field, value in description.items() if getattr(product, field) != value}
    for field, (_old, value) in changes.items():
        setattr(product, field, value)
    product.save()
    page_says_more(product.pk)
    if audiences is not None:
        product.audiences.set(audiences)
    product.editions.update(kind=product.kind, topic=product.topic)
    record("describe", product, by=by, changes=changes)
    note_change(product.pk)
    return product


@transaction.atomic
def add_block(*, product: Product, kind: str, by, after: Block | None = None, label: str = "", options: dict | None = None) -> Block:
    """Put a new empty block after `after`, or at the end."""
    _begin(product, by)
    if kind not in BlockKind or kind in (BlockKind.TITLE, BlockKind.SUMMARY):
        raise RuleBroken(_("Such a block cannot be added."))
    order = list(product.blocks.standing())
    place = order.index(after) + 1 if after in order else len(order)
    block = Block(product=product, kind=kind, label=label, options=options or {})
    block.position = len(order)
    block.save()
    _renumber([*order[:place], block, *order[place:]])
    record("add_block", product, by=by, changes={"block": (None, kind)})
    return block


@transaction.atomic
def move_block(*, block: Block, steps: int, by) -> None:
    """Move a block up (negative) or down; title and summary stay first."""
    _begin(block.product, by)
    order = list(block.product.blocks.standing())
    if block not in order or block.is_fixed:
        raise RuleBroken(_("This block stays where it is."))
    first = sum(1 for other in order if other.is_fixed)
    place = order.index(block)
    order.remove(block)
    order.insert(max(first, min(place + steps, len(order))), block)
    _renumber(order)
    record("move_block", block.product, by=by, changes={"position": (place, order.index(block))})


@transaction.atomic
def remove_block(*, block: Block, by) -> None:
    """Take a block out of the structure; what is approved keeps it, and its words stay kept."""
    _begin(block.product, by)
    if block.is_fixed:
        raise RuleBroken(_("This block stays where it is."))
    block.removed = True
    block.save(update_fields=["removed"])
    record("remove_block", block.product, by=by, changes={"block": (block.kind, None)})


@transaction.atomic
def place_picture(*, block: Block, picture, by) -> None:
    """Put a picture of the library into a picture block (None takes it out)."""
    _begin(block.product, by)
    if block.kind != BlockKind.PICTURE:
        raise RuleBroken(_("A picture needs a picture block."))
    before, block.picture = block.picture_id, picture
    block.save(update_fields=["picture"])
    record("place_picture", block.product, by=by, changes={"picture": (before, block.picture_id)})


def source_edition(product: Product) -> Edition:
    return product.editions.get(language=product.source_language)


LONGEST_CODE = 36  # letters made of a title
RESERVED = frozenset({"new", "import", "sheets", "deposit"})  # addresses of pages


def free_code(title: str) -> str:
    """An address made of the title's first words that no other product has. It is printed on every sheet, and people type it."""
    stem = slugify(fold(title))
    if len(stem) > LONGEST_CODE:
        stem = stem[:LONGEST_CODE].rpartition("-")[0] or stem[:LONGEST_CODE]
    stem = stem or "san-pham"
    taken = RESERVED | set(Product.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return stem if stem not in taken else next(code for number in range(2, len(taken) + 3) if (code := f"{stem}-{number}") not in taken)


def _begin(product: Product, by) -> None:
    """Structure is part of the source edition: changing it is work on that edition."""
    begin_work(edition=locked(source_edition(product)), by=by)


def _renumber(order: list[Block]) -> None:
    moved = [block for place, block in enumerate(order) if block.position != place]
    for place, block in enumerate(order):
        block.position = place
    Block.objects.bulk_update(moved, ["position"])
