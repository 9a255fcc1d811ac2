"""What each person chose for a list, and whether single keys work there."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SINGLE_KEYS = models.BooleanField(default=True, verbose_name="single keys in lists")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_languages")]

    operations = [
        migrations.AddField("historicaluser", "single_keys", SINGLE_KEYS),
        migrations.AddField("user", "single_keys", SINGLE_KEYS.clone()),
        migrations.CreateModel(
            "ListPreference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=24, verbose_name="which list")),
                ("chosen", models.JSONField(default=dict)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="list_preferences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "name"), name="list_preference_once")],
            },
        ),
    ]
