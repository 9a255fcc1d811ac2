"""Who was asked names a source, and a reason often says who asked for it: encrypted from here on."""

from django.db import migrations

import core.fields

REASON = core.fields.EncryptedTextField(null=True)
ASKED = core.fields.EncryptedTextField(blank=True, verbose_name="who was asked")


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_category_history")]

    operations = [
        migrations.AlterField("historicalcase", "history_change_reason", REASON),
        migrations.AlterField("historicalkeydate", "history_change_reason", REASON),
        migrations.AlterField("historicalupdate", "history_change_reason", REASON),
        migrations.AlterField("historicalupdate", "asked", ASKED),
        migrations.AlterField("update", "asked", ASKED),
    ]
