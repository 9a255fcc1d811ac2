"""Why somebody did something often says who asked for it: encrypted from here on."""

from django.db import migrations

import core.fields


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.AlterField("event", "reason", core.fields.EncryptedTextField(blank=True, verbose_name="reason")),
    ]
