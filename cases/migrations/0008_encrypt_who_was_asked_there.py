"""Encrypt what was written before."""

from django.db import migrations

from core.encrypting import encrypt_columns


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_encrypt_who_was_asked")]

    operations = [
        encrypt_columns(
            ("cases_update", "asked"),
            ("cases_historicalupdate", "asked"),
            ("cases_historicalupdate", "history_change_reason"),
            ("cases_historicalcase", "history_change_reason"),
            ("cases_historicalkeydate", "history_change_reason"),
        )
    ]
