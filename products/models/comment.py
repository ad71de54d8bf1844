"""What people say to one another about one segment."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids


class CommentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(edition__product__unit_id__in=unit_ids(user, Permission.PRODUCT_VIEW))

    def open_threads(self):
        """The first comment of each thread that nobody has resolved."""
        return self.filter(thread=None, resolved_at=None)


class Comment(models.Model):
    """A remark on the words of one block in one language, or an answer to one. Resolving the first one closes its thread."""

    edition = models.ForeignKey("products.Edition", models.CASCADE, related_name="comments")
    block = models.ForeignKey("products.Block", models.PROTECT, related_name="+")
    thread = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="answers")
    text = models.TextField(_("comment"), max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True, editable=False)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="products_only_threads_are_resolved", condition=Q(thread=None) | Q(resolved_at=None)),
            models.CheckConstraint(name="products_comment_says_something", condition=~Q(text="")),
        ]
        indexes = [models.Index(fields=["edition", "block"], condition=Q(thread=None, resolved_at=None), name="products_comment_open")]

    def __str__(self) -> str:
        return self.text[:60]
