"""The sanctions programmes that matter here: legal basis, measures and what to know of each."""

from django.db import migrations

# key, jurisdiction, legal basis, measures, what to know
PROGRAMMES = [
    ("US-MAGNITSKY", "US", "Sergei Magnitsky Rule of Law Accountability Act 2012", "asset freeze, visa", "OFAC tag MAGNIT."),
    (
        "US-GLOMAG",
        "US",
        "Global Magnitsky Act 2016; EO 13818",
        "asset freeze, entry ban",
        "OFAC tag GLOMAG; the emergency is continued each year by 20 December; report on 10 December.",
    ),
    (
        "US-RUSSIA",
        "US",
        "EO 14024",
        "asset freeze",
        "OFAC tag RUSSIA-EO14024: many officials in these cases are here.",
    ),
    ("US-7031C", "US", "s. 7031(c)", "visa", "Press releases only: manual entry."),
    (
        "GB-GHR",
        "GB",
        "Global Human Rights Sanctions Regulations 2020",
        "asset freeze, travel ban",
        "Ids GHR…; only life, torture and slavery: detention cases often sit under the Russia Regulations 2019 (RUS…).",
    ),
    (
        "EU-GHRSR",
        "EU",
        "Reg. 2020/1998; Decision (CFSP) 2020/1999",
        "asset freeze, travel ban",
        "Framework to 8 December 2026; listings reviewed every 12 months.",
    ),
    ("EU-RUSSIA-HR", "EU", "Reg. 2024/1485", "asset freeze, travel ban", "Internal repression in Russia."),
    (
        "CA-JVCFOA",
        "CA",
        "Justice for Victims of Corrupt Foreign Officials Act 2017",
        "dealings ban, inadmissible",
        "80 rows in the consolidated list of May 2025.",
    ),
    ("CA-SEMA", "CA", "Special Economic Measures Act", "dealings ban", "Most human-rights listings are here."),
    (
        "AU-THEMATIC",
        "AU",
        "Autonomous Sanctions Regulations 2011, reg 6A (Dec 2021)",
        "financial, travel",
        "",
    ),
    ("LV", "LV", "National entry bans", "entry ban", "Some names are secret: a count without names must be possible."),
    ("LT", "LT", "National entry bans", "entry ban", "Some names are secret: a count without names must be possible."),
    ("EE", "EE", "National entry bans", "entry ban", "Some names are secret: a count without names must be possible."),
    ("NO", "NO", "Follows the EU", "", ""),
    ("CH", "CH", "Follows the EU's Russia list", "", ""),
    ("NZ", "NZ", "Russia only", "", ""),
]
# The framework's own last day, as the table states it; no other dates are given.
VALID_UNTIL = {"EU-GHRSR": "2026-12-08"}


def load(apps, schema_editor):
    programme = apps.get_model("sanctions", "Programme")
    for key, jurisdiction, legal_basis, measures, notes in PROGRAMMES:
        programme.objects.get_or_create(
            key=key,
            defaults={
                "jurisdiction": jurisdiction,
                "legal_basis": legal_basis,
                "measures": measures,
                "notes": notes,
                "valid_until": VALID_UNTIL.get(key),
            },
        )


def unload(apps, schema_editor):
    apps.get_model("sanctions", "Programme").objects.filter(key__in=[row[0] for row in PROGRAMMES]).delete()


class Migration(migrations.Migration):
    dependencies = [("sanctions", "0001_initial")]

    operations = [migrations.RunPython(load, unload)]
