"""Reading plans for a page in a fixed number of SQL statements."""

from django.db.models import QuerySet

from .models import Programme


def programmes(user) -> QuerySet[Programme]:
    """Every programme that `user` may see, with its plans and their tasks."""
    return Programme.objects.visible_to(user).select_related("successor").prefetch_related("plans__tasks")
