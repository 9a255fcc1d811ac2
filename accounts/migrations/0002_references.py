"""People and invitations get a reference for their addresses; an invitation also keeps when its mail went out."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField("user", "reference", models.CharField(editable=False, max_length=12, null=True, verbose_name="reference")),
        migrations.AddField("historicaluser", "reference", models.CharField(editable=False, max_length=12, null=True, verbose_name="reference")),
        migrations.AddField("invitation", "reference", models.CharField(editable=False, max_length=12, null=True, verbose_name="reference")),
        migrations.AddField("invitation", "sent_at", models.DateTimeField(blank=True, editable=False, null=True)),
        migrations.AlterField("invitation", "created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
        migrations.AlterField(
            "invitation",
            "invited_by",
            models.ForeignKey(
                help_text="Nobody, when the house was opened by `manage.py first_admin`.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitations_sent",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterModelOptions("invitation", {"ordering": ["-created_at"], "verbose_name": "invitation", "verbose_name_plural": "invitations"}),
    ]
