"""Reading the picture library."""

from django.db.models import Q

from .models import Picture


def library(user, words: str = ""):
    """The pictures that `user` may see, newest first, whose title, place or credit has all of `words`."""
    found = Picture.objects.visible_to(user).select_related("file")
    for word in words.split():
        found = found.filter(Q(title__icontains=word) | Q(place__icontains=word) | Q(credit__icontains=word))
    return found


def is_in_library(file_id: int) -> bool:
    """Whether the stored file is a picture that its unit keeps for its works."""
    return Picture.objects.filter(file=file_id).exists()
