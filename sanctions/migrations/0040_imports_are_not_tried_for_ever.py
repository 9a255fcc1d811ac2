from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sanctions", "0004_lists_programmes_and_dates")]

    operations = [
        migrations.AddField("snapshot", "tries", models.PositiveSmallIntegerField(default=0, editable=False)),
        # Beside it, what the list of entries is read by.
        migrations.AddIndex("entry", models.Index(fields=["name", "id"], name="entry_by_name")),
    ]
