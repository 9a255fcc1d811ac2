import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_how_bad_a_health_entry_is"),
        ("reminders", "0021_alerts_on_actions_and_findings"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReminderLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("told_for", models.DateField(verbose_name="day")),
                (
                    "key_date",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reminder_lines", to="cases.keydate"
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminder_lines",
                        to="reminders.message",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("key_date", "told_for"), name="reminder_told_once")]
            },
        ),
    ]
