"""What one organisation does not seek keeps no other from deciding the same."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sanctions", "0040_imports_are_not_tried_for_ever")]

    operations = [
        migrations.RemoveConstraint(model_name="notsought", name="not_sought_once"),
        migrations.AddConstraint(
            model_name="notsought",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_on", None)),
                fields=("official", "jurisdiction", "by"),
                name="not_sought_once",
            ),
        ),
    ]
