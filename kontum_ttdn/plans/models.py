"""Programme, plan and task: why a product is made. Thin until the reports need more."""

from django.db import models


class PlanTask(models.Model):
    code = models.CharField(max_length=40)
