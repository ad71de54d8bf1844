from django.urls import path

from .views import depositing, editing, importing, lists, moves, public, sheets, writing

app_name = "products"

EDITION = "products/<slug:code>/<slug:language>/"

urlpatterns = [
    path("library/", public.library, name="library"),
    path("library/<slug:code>/", public.read, name="read"),
    path("library/<slug:code>/<slug:language>/<slug:layout>.pdf", public.pdf, name="pdf"),
    path("products/", lists.products, name="list"),
    path("products/new/", writing.create, name="create"),
    path("products/import/", importing.upload, name="import"),
    path("products/import/<int:pk>/", importing.preview, name="import_preview"),
    path("products/import/<int:pk>/forget/", importing.forget, name="import_forget"),
    path("products/sheets/<int:pk>.pdf", sheets.sheet, name="sheet"),
    path("products/<slug:code>/", writing.product, name="product"),
    path("products/<slug:code>/describe/", writing.describe, name="describe"),
    path("products/<slug:code>/blocks/add/", writing.add_block, name="add_block"),
    path("products/<slug:code>/blocks/<uuid:key>/", writing.change_block, name="change_block"),
    path("products/<slug:code>/blocks/<uuid:key>/picture/", writing.picture, name="picture"),
    path(EDITION, editing.edition, name="edition"),
    path(EDITION + "segments/<uuid:key>/", editing.segment, name="segment"),
    path(EDITION + "deposit/", depositing.deposit, name="deposit"),
    path(EDITION + "submit/", moves.submit, name="submit"),
    path(EDITION + "recall/", moves.recall, name="recall"),
    path(EDITION + "pass-language/", moves.pass_language, name="pass_language"),
    path(EDITION + "approve/", moves.approve, name="approve"),
    path(EDITION + "return/", moves.give_back, name="return"),
    path(EDITION + "publish/", moves.publish, name="publish"),
    path(EDITION + "withdraw/", moves.withdraw, name="withdraw"),
    path(EDITION + "print/<slug:variant>/", sheets.order, name="print"),
]
