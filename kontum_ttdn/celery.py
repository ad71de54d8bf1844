"""The Celery application: thin, because the truth of a job is its row (background/)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontum_ttdn.settings")

app = Celery("kontum_ttdn")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
