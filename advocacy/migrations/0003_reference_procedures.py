"""Procedures with their clocks, in the versions that were in force; what was not compared with its text says so."""

from django.db import migrations

from advocacy.reference import PROCEDURES


def load(apps, schema_editor):
    """Add the versions that are missing; one that is there keeps its clocks, which an admin may have changed."""
    Organisation = apps.get_model("accounts", "Organisation")
    Procedure = apps.get_model("advocacy", "Procedure")
    for version in PROCEDURES:
        fields = version._asdict()
        clocks = fields.pop("clocks")
        fields["body"] = Organisation.objects.filter(slug=version.body).first()
        found = {name: fields.pop(name) for name in ("key", "valid_from")}
        procedure, made = Procedure.objects.get_or_create(**found, defaults=fields)
        for limit in clocks if made else ():
            procedure.clocks.create(**limit._asdict())


def unload(apps, schema_editor):
    """Take out again what no action and no finding was reckoned by."""
    Procedure = apps.get_model("advocacy", "Procedure")
    Determination = apps.get_model("advocacy", "Determination")
    for version in PROCEDURES:
        rows = Procedure.objects.filter(key=version.key, valid_from=version.valid_from, actions=None)
        rows.exclude(pk__in=Determination.objects.exclude(procedure=None).values("procedure")).delete()


class Migration(migrations.Migration):
    dependencies = [("advocacy", "0002_reference_bodies")]

    operations = [migrations.RunPython(load, unload)]
