from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reminders", "0001_alerts_and_outbox")]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="kind",
            field=models.CharField(
                choices=[
                    ("digest", "Daily digest"),
                    ("critical", "Critical, at once"),
                    ("weekly", "Weekly report"),
                ],
                max_length=12,
            ),
        ),
    ]
