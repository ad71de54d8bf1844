"""Accounts: who signs in, with which roles over which units, in which languages, from when to when."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    def grants(self, on):
        return frozenset()
