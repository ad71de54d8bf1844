"""How the log says what was done with products."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "create": _("began a product"),
    "import": _("imported a document"),
    "convert_letters": _("turned the letters of an old font"),
    "deposit": _("deposited a finished file"),
    "describe": _("changed the description"),
    "add_block": _("added a block"),
    "move_block": _("moved a block"),
    "remove_block": _("removed a block"),
    "place_picture": _("placed a picture"),
    "save": _("saved a segment"),
    "confirm": _("confirmed a segment"),
    "order_sheet": _("ordered a printed form"),
    "resume": _("took up again"),
    "submit": _("submitted for language review"),
    "recall": _("took back from review"),
    "pass_language": _("passed the language review"),
    "approve": _("approved"),
    "return_from_review": _("returned from language review"),
    "return_from_approval": _("returned from content approval"),
    "take_approved": _("has an approved revision"),
    "publish": _("published"),
}

NAMES = {
    "products.Approval": _("approval"),
    "products.Audience": _("audience"),
    "products.Block": _("block"),
    "products.Edition": _("edition"),
    "products.ImportDraft": _("document being imported"),
    "products.Kind": _("kind of product"),
    "products.Product": _("product"),
    "products.Revision": _("revision"),
    "products.Segment": _("segment"),
    "products.Sheet": _("printed form"),
    "products.Topic": _("topic"),
    "block": _("block"),
    "document": _("document"),
    "file": _("file"),
    "legacy font converted": _("letters of an old font turned"),
    "picture": _("picture"),
    "position": _("position"),
    "segment": _("segment"),
    "variant": _("variant"),
}
