"""Who prisoners are, from the vocabularies of monitoring organisations. More can be added in the reference tables."""

from django.db import migrations

CATEGORIES = {
    "journalist": "Journalist",
    "blogger": "Blogger",
    "writer": "Writer",
    "opposition_politician": "Opposition politician",
    "party_member": "Party member",
    "hrd": "Human-rights defender",
    "lawyer": "Lawyer",
    "academic": "Academic",
    "student": "Student",
    "religious_leader": "Religious leader",
    "religious_believer": "Religious believer",
    "ethnic_minority": "Member of an ethnic minority",
    "labour": "Labour activist",
    "environment": "Environmental defender",
    "women_rights": "Women’s-rights defender",
    "lgbti": "LGBTI person or defender",
    "artist": "Artist",
    "whistleblower": "Whistleblower",
    "civil_servant": "Civil servant",
    "military_refuser": "Refuser of military service",
    "protester": "Protester",
    "business": "Business person",
    "medical": "Medical worker",
    "relative_of_target": "Relative of a target",
    "foreign_or_dual_national": "Foreign or dual national",
    "humanitarian": "Humanitarian worker",
}


def load_categories(apps, schema_editor):
    Category = apps.get_model("cases", "Category")
    for code, label in CATEGORIES.items():
        Category.objects.update_or_create(code=code, defaults={"label": label})


def remove_categories(apps, schema_editor):
    """Take out again what no prisoner bears."""
    Category = apps.get_model("cases", "Category")
    Category.objects.filter(code__in=CATEGORIES, prisoners=None).delete()


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_reference_states")]

    operations = [migrations.RunPython(load_categories, remove_categories)]
