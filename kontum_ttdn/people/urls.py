from django.urls import path

from .views import directory, rights

app_name = "people"
urlpatterns = [
    path("", directory.person_list, name="list"),
    path("add/", directory.add, name="add"),
    path("requests/", rights.request_list, name="requests"),
    path("requests/<int:pk>/", rights.one_request, name="request"),
    path("past/", rights.past, name="past"),
    path("texts/", rights.texts, name="texts"),
    path("texts/add/", rights.add_text, name="add_text"),
    path("consents/<int:pk>/withdraw/", rights.withdraw, name="withdraw"),
    path("<int:pk>/", directory.detail, name="detail"),
    path("<int:pk>/edit/", directory.edit, name="edit"),
    path("<int:pk>/merge/", directory.merge, name="merge"),
    path("<int:pk>/readers/", directory.readers, name="readers"),
    path("<int:pk>/rights/", rights.rights, name="rights"),
    path("<int:pk>/consent/", rights.consent, name="consent"),
    path("<int:pk>/receive/", rights.receive, name="receive"),
    path("<int:pk>/export/", rights.export, name="export"),
    path("<int:pk>/erase/", rights.erase, name="erase"),
]
