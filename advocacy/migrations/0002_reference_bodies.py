"""The bodies that act or are addressed: United Nations, governments with their parts, organisations."""

from django.db import migrations

from advocacy.reference import BODIES
from core.search_keys import search_key


def load(apps, schema_editor):
    """Add what is missing. A body that is there under its short name or its name stays as it is."""
    Organisation = apps.get_model("accounts", "Organisation")
    known = {row.slug: row for row in Organisation.objects.all()}
    by_name = {row.name: row for row in known.values()}
    for body in BODIES:
        row = known.get(body.slug) or by_name.get(body.name)
        known[body.slug] = row or Organisation.objects.create(
            slug=body.slug,
            name=body.name,
            kind=body.kind,
            jurisdiction=body.jurisdiction,
            parent=known[body.parent] if body.parent else None,
            key=search_key(body.name)[:200],
        )


def unload(apps, schema_editor):
    """Take out again what nothing hangs on, parts before what they are part of."""
    Organisation = apps.get_model("accounts", "Organisation")
    for body in reversed(BODIES):
        row = Organisation.objects.filter(slug=body.slug, name=body.name, works_here=False).first()
        if row is not None and not _used(row):
            row.delete()


def _used(row):
    """Whether any other row points at it, its history apart."""
    fields = row._meta.get_fields(include_hidden=True)
    relations = [field for field in fields if field.auto_created and not field.concrete]
    kept = [one for one in relations if not one.related_model.__name__.startswith("Historical")]
    return any(one.related_model.objects.filter(**{one.field.name: row.pk}).exists() for one in kept)


class Migration(migrations.Migration):
    dependencies = [("advocacy", "0010_find_actions_by_text"), ("accounts", "0004_references_unique")]

    operations = [migrations.RunPython(load, unload)]
