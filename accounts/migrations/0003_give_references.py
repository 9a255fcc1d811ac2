"""Give every person and invitation there already is a reference."""

from django.db import migrations

from core.references import free_reference, random_code


def give(apps, schema_editor):
    for model_name, letter in (("User", "M"), ("Invitation", "I")):
        model = apps.get_model("accounts", model_name)
        for row in model.objects.filter(reference=None):
            row.reference = free_reference(
                lambda letter=letter: f"{letter}-{random_code(6)}",
                lambda text, model=model: model.objects.filter(reference=text).exists(),
            )
            row.save(update_fields=["reference"])
            if letter == "M":
                apps.get_model("accounts", "HistoricalUser").objects.filter(id=row.pk).update(reference=row.reference)
    # History of people who are no longer there keeps an empty one.
    apps.get_model("accounts", "HistoricalUser").objects.filter(reference=None).update(reference="")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_references")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
