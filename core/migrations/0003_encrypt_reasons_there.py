"""Encrypt the reasons that were written before."""

from django.db import migrations

from core.encrypting import encrypt_columns


class Migration(migrations.Migration):
    dependencies = [("core", "0002_encrypt_reasons")]

    operations = [encrypt_columns(("core_event", "reason"))]
