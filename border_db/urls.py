from django.urls import path

from .views import entries, exporting, importing, layers, proposals, reports

app_name = "border_db"
urlpatterns = [
    path("", entries.registers, name="registers"),
    path("line/", entries.line, name="line"),
    path("places/", entries.by_place, name="places"),
    path("layers/", layers.layer_list, name="layers"),
    path("layers/new/", layers.upload, name="layer_add"),
    path("layers/new/<int:pk>/", layers.preview, name="layer_preview"),
    path("layers/new/<int:pk>/forget/", layers.forget, name="layer_forget"),
    path("layers/<int:pk>/", layers.layer, name="layer"),
    path("layers/<int:pk>/confirm/", layers.confirm, name="layer_confirm"),
    path("layers/<int:pk>/withdraw/", layers.withdraw, name="layer_withdraw"),
    path("reports/", reports.report_list, name="reports"),
    path("reports/new/", reports.choose, name="report_choose"),
    path("reports/new/<slug:code>/", reports.enter, name="report_enter"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("proposals/", proposals.proposal_list, name="proposals"),
    path("proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<int:pk>/withdraw/", proposals.withdraw, name="proposal_withdraw"),
    path("markers/<int:pk>/condition/", entries.condition_add, name="condition_add"),
    path("<slug:register>/", entries.entry_list, name="list"),
    path("<slug:register>/export.<slug:form>", exporting.export, name="export"),
    path("<slug:register>/import/", importing.upload, name="import"),
    path("<slug:register>/import/template.xlsx", exporting.template, name="import_template"),
    path("<slug:register>/import/<int:pk>/", importing.preview, name="import_preview"),
    path("<slug:register>/import/<int:pk>/forget/", importing.forget, name="import_forget"),
    path("<slug:register>/new/", entries.entry_add, name="add"),
    path("<slug:register>/<int:pk>/", entries.entry, name="entry"),
    path("<slug:register>/<int:pk>/change/", entries.entry_change, name="change"),
    path("<slug:register>/<int:pk>/strike/", entries.entry_strike, name="strike"),
    path("<slug:register>/<int:pk>/propose/", proposals.propose, name="propose"),
]
