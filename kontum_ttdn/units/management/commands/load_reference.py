"""`manage.py load_reference`: units, plans, kinds, topics and whatever else apps need before the first person signs in."""

from django.core.management.base import BaseCommand
from django.db import transaction

from kontum_ttdn.units.registry import reference_loaders


class Command(BaseCommand):
    help = "Load the reference data of every app. Safe to run again."

    def handle(self, *args, **options):
        for load in reference_loaders:
            with transaction.atomic():
                load()
