"""The lists that we can read, what more is known of the programmes, their dates, and the jurisdictions we watch."""

from django.db import migrations

# key, jurisdiction, name, publisher, licence, whole, closed on
LISTS = [
    ("us-sdn", "US", "US SDN list", "OFAC, US Treasury", "public domain", True, None),
    ("us-sdn-advanced", "US", "US SDN list, advanced XML", "OFAC, US Treasury", "public domain", True, None),
    ("us-consolidated", "US", "US consolidated list (non-SDN)", "OFAC, US Treasury", "public domain", False, None),
    ("uk", "GB", "UK Sanctions List", "FCDO", "Open Government Licence 3.0", True, None),
    # Closed on 28 January 2026, when the UK Sanctions List became the only one.
    ("uk-ofsi", "GB", "UK OFSI consolidated list", "OFSI, HM Treasury", "Open Government Licence 3.0", True, "2026-01-28"),
    ("eu", "EU", "EU financial sanctions files", "European Commission", "reuse with source", True, None),
    ("ca", "CA", "Canada consolidated autonomous list", "Global Affairs Canada", "reuse with source", True, None),
    ("un", "UN", "UN Security Council consolidated list", "United Nations", "reuse with source", True, None),
    ("ch", "CH", "Swiss SECO list", "SECO", "reuse with source", True, None),
    ("au", "AU", "Australia consolidated list", "DFAT", "CC BY 4.0", True, None),
    ("opensanctions", "", "OpenSanctions", "OpenSanctions", "CC BY-NC 4.0: not for commercial use", False, None),
]
# What the stock list had and these did not: key, jurisdiction, legal basis, measures, what to know.
MORE_PROGRAMMES = [
    (
        "GB-RUSSIA",
        "GB",
        "Russia (Sanctions) (EU Exit) Regulations 2019",
        "asset freeze, travel ban",
        "Ids RUS…: detention cases in Russia often sit here.",
    ),
    ("EU-CHEM", "EU", "Reg. (EU) 2018/1542", "asset freeze, travel ban", "Chemical weapons."),
    ("UN-SC", "UN", "Security Council resolutions", "as each resolution says", "One committee for each regime."),
]
THEMATIC = ["US-MAGNITSKY", "US-GLOMAG", "US-7031C", "GB-GHR", "EU-GHRSR", "EU-CHEM", "CA-JVCFOA", "AU-THEMATIC"]
# What lists call the programme, one a line.
TAGS = {
    "US-MAGNITSKY": "MAGNIT",
    "US-GLOMAG": "GLOMAG",
    "US-RUSSIA": "RUSSIA-EO14024",
    "GB-GHR": "GHR\nGlobal Human Rights\nThe Global Human Rights Sanctions Regulations 2020",
    "GB-RUSSIA": "RUS\nRussia\nThe Russia (Sanctions) (EU Exit) Regulations 2019",
    "EU-GHRSR": "HR\nGHR",
    "EU-RUSSIA-HR": "RUSDA",
    "EU-CHEM": "CHEM",
    "CA-JVCFOA": "JVCFOR\nJVCFOA",
    "CA-SEMA": "SEMA",
}
# legal test, standard of proof, route and office, evidence may reach the listed person
SUBMISSIONS = {
    "US-GLOMAG": (
        "Serious human rights abuse or corruption, and the link of the person to it. Identity, abuse, link, exculpatory "
        "facts, national interest.",
        "At least two credible sources",
        "Department of State and Treasury (OFAC); may add s. 7031(c). No reply is owed to an NGO: chase at 60, 120 and "
        "180 days, refresh the file yearly.",
        False,
    ),
    "US-MAGNITSKY": ("", "", "Department of State and Treasury (OFAC).", False),
    "US-7031C": ("Gross violations of human rights or significant corruption.", "", "Department of State.", False),
    "GB-GHR": (
        "Only life, torture and slavery: a detention alone does not meet it. Reasonable grounds to suspect, and "
        "appropriate.",
        "Reasonable grounds to suspect",
        "FCDO.",
        False,
    ),
    "GB-RUSSIA": ("Reasonable grounds to suspect, and appropriate.", "Reasonable grounds to suspect", "FCDO.", False),
    "EU-GHRSR": ("", "", "Through a member state or the EEAS.", True),
    "EU-RUSSIA-HR": ("", "", "Through a member state or the EEAS.", True),
}
# programme, what, month, day, year, renewal, source
DATES = [
    ("EU-GHRSR", "Framework ends unless it is renewed", 12, 8, 2026, True, "Decision (CFSP) 2020/1999"),
    ("EU-RUSSIA-HR", "Renewal of the regime", 5, None, None, True, "Reg. 2024/1485"),
    ("US-GLOMAG", "Report to Congress", 12, 10, None, False, "Global Magnitsky Act"),
    ("US-GLOMAG", "The emergency is continued", 12, 20, None, True, "EO 13818"),
]
WATCHED = ["US", "GB", "EU", "CA"]


def load(apps, schema_editor):
    programme = apps.get_model("sanctions", "Programme")
    for key, jurisdiction, legal_basis, measures, notes in MORE_PROGRAMMES:
        values = {"jurisdiction": jurisdiction, "legal_basis": legal_basis, "measures": measures, "notes": notes}
        programme.objects.get_or_create(key=key, defaults=values)
    programme.objects.filter(key__in=THEMATIC).update(thematic=True)
    for key, tags in TAGS.items():
        programme.objects.filter(key=key).update(tags=tags)
    for key, (test, standard, route, reaches) in SUBMISSIONS.items():
        values = {"legal_test": test, "standard": standard, "route": route, "evidence_reaches": reaches}
        programme.objects.filter(key=key).update(**values)
    for key, what, month, day, year, renewal, source in DATES:
        of = programme.objects.filter(key=key).first()
        if of is not None:
            values = {"month": month, "day": day, "year": year, "renewal": renewal, "source": source}
            apps.get_model("sanctions", "ProgrammeDate").objects.get_or_create(programme=of, what=what, defaults=values)
    for position, row in enumerate(LISTS):
        key, jurisdiction, name, publisher, licence, whole, closed_on = row
        values = {"jurisdiction": jurisdiction, "name": name, "publisher": publisher, "licence": licence}
        values |= {"whole": whole, "closed_on": closed_on, "position": position}
        apps.get_model("sanctions", "ListSource").objects.get_or_create(key=key, defaults=values)
    for position, code in enumerate(WATCHED):
        watched = apps.get_model("sanctions", "WatchedJurisdiction")
        watched.objects.get_or_create(code=code, defaults={"position": position})


def unload(apps, schema_editor):
    """The lists go only where nothing was imported; what admins wrote about programmes stays."""
    apps.get_model("sanctions", "ListSource").objects.filter(snapshots=None, entries=None).delete()
    apps.get_model("sanctions", "ProgrammeDate").objects.all().delete()
    apps.get_model("sanctions", "WatchedJurisdiction").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("sanctions", "0003_lists_and_screening")]

    operations = [migrations.RunPython(load, unload)]
