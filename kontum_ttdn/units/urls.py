from django.urls import path

from .views import directory, reorganisations

app_name = "units"
urlpatterns = [
    path("", directory.listing, name="list"),
    path("<int:pk>/", directory.detail, name="detail"),
    path("reorganisations/", reorganisations.listing, name="reorganisations"),
    path("reorganisations/<int:pk>/", reorganisations.detail, name="reorganisation"),
    path("reorganisations/<int:pk>/plan.json", reorganisations.plan, name="reorganisation_plan"),
    path("reorganisations/<int:pk>/apply/", reorganisations.apply, name="reorganisation_apply"),
    path("reorganisations/<int:pk>/undo/", reorganisations.undo, name="reorganisation_undo"),
    path("reorganisations/<int:pk>/discard/", reorganisations.discard, name="reorganisation_discard"),
]
