"""Texts of consent become rows with a wording; what a consent named until now becomes the version of one. Requests say what was asked and done."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Min

import kontum_ttdn.languages.fields

PURPOSES = [
    ("account", "an account of this portal"),
    ("contact", "contact of an agency"),
    ("training", "training classes"),
    ("event", "events and delegations"),
    ("author", "authors, translators and speakers"),
    ("community", "village elders and persons of standing"),
]


def make_texts(apps, schema_editor):
    """One row for each purpose and version that was named, in use since it was first agreed to; its wording lies on paper."""
    Consent, ConsentText = apps.get_model("people", "Consent"), apps.get_model("people", "ConsentText")
    named = Consent.objects.order_by().values("purpose", "text_version").annotate(first=Min("given_at"))
    for each in named:
        text = ConsentText.objects.create(purpose=each["purpose"], version=each["text_version"], valid_from=each["first"].date())
        Consent.objects.filter(purpose=each["purpose"], text_version=each["text_version"]).update(text=text)


def name_versions(apps, schema_editor):
    Consent = apps.get_model("people", "Consent")
    for consent in Consent.objects.select_related("text"):
        Consent.objects.filter(pk=consent.pk).update(text_version=consent.text.version)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ConsentText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.CharField(choices=PURPOSES, max_length=9, verbose_name="purpose")),
                ("version", models.CharField(max_length=40, verbose_name="version")),
                ("wording", kontum_ttdn.languages.fields.SpelledTextField(blank=True, verbose_name="wording")),
                ("valid_from", models.DateField(verbose_name="in use from")),
                ("written_at", models.DateTimeField(auto_now_add=True, verbose_name="written")),
                (
                    "written_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
            ],
            options={
                "verbose_name": "text of consent",
                "verbose_name_plural": "texts of consent",
                "ordering": ["purpose", "-valid_from", "-pk"],
                "constraints": [models.UniqueConstraint(fields=("purpose", "version"), name="people_consent_text_once_a_version")],
            },
        ),
        migrations.AddField(
            model_name="consent",
            name="text",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consents",
                to="people.consenttext",
                verbose_name="text agreed to",
            ),
        ),
        migrations.AddField(
            model_name="subjectrequest",
            name="asked",
            field=kontum_ttdn.languages.fields.SpelledTextField(blank=True, default="", verbose_name="what was asked"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="subjectrequest",
            name="answer",
            field=models.CharField(
                blank=True,
                choices=[("done", "done as asked"), ("partly", "done in part"), ("refused", "refused, with the reason")],
                default="",
                max_length=7,
                verbose_name="answer",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="subjectrequest",
            name="done",
            field=kontum_ttdn.languages.fields.SpelledTextField(blank=True, default="", verbose_name="what was done"),
            preserve_default=False,
        ),
        migrations.RunPython(make_texts, name_versions),
    ]
