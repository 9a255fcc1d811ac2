"""Indexes for the orders of the case list: a page of any order is one stretch of one of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_reference_categories")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["-status_since", "-id"], name="case_status_since"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["tier", "-last_update_on", "-id"], name="case_tier"),
        ),
        migrations.AddIndex(
            model_name="prisoner",
            index=models.Index(fields=["name"], name="prisoner_name"),
        ),
    ]
