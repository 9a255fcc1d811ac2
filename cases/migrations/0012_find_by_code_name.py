"""A case is found at once by the code name that its organisation gave it."""

import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_grace_after_an_import")]

    operations = [
        migrations.AddIndex(
            "case",
            models.Index(
                models.F("owner"), django.db.models.functions.text.Lower("code_name"), name="case_owner_code_name"
            ),
        ),
    ]
