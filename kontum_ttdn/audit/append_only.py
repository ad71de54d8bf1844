"""Rows that are written once. This keeps honest code honest; what is done in SQL behind its back, `audit_verify` finds."""

from django.db import models


class WrittenOnce(Exception):
    """Somebody tried to change or delete what stands in the log."""


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise WrittenOnce("A row of the log is never changed.")

    def delete(self):
        raise WrittenOnce("A row of the log is never deleted.")

    def bulk_update(self, objs, fields, batch_size=None):
        raise WrittenOnce("A row of the log is never changed.")


class AppendOnly(models.Model):
    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise WrittenOnce("A row of the log is never changed.")
        super().save(*args, **kwargs | {"force_insert": True})

    def delete(self, *args, **kwargs):
        raise WrittenOnce("A row of the log is never deleted.")
