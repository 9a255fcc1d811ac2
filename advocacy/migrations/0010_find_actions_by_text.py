from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("advocacy", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="action",
            name="key",
            field=models.CharField(default="", editable=False, max_length=400),
        ),
        migrations.AddIndex(
            model_name="action",
            index=models.Index(fields=["-begun_on", "-id"], name="action_begun"),
        ),
    ]
