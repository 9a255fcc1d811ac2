"""References are there for everybody now, so the database can insist on them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_give_references")]

    operations = [
        migrations.AlterField("user", "reference", models.CharField(editable=False, max_length=12, unique=True, verbose_name="reference")),
        migrations.AlterField("historicaluser", "reference", models.CharField(db_index=True, editable=False, max_length=12, verbose_name="reference")),
        migrations.AlterField("invitation", "reference", models.CharField(editable=False, max_length=12, unique=True, verbose_name="reference")),
    ]
