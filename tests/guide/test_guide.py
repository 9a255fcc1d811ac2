"""The guide: a page for every page of the house, no page left over, no link or address in it that leads nowhere."""

import re

import pytest
from django.urls import Resolver404, resolve, reverse

from guide.about import ABOUT
from guide.pages import FOLDER, contents, pages, read
from tests.architecture.addresses import names
from tests.architecture.permission_table import ADMIN_SITE, ANONYMOUS, GET, TABLE

pytestmark = pytest.mark.any_engine
PAGES = sorted(path.stem for path in FOLDER.glob("*.md") if path.stem != "README")
#: They answer with no page of their own: no help is called from them.
ALIKE = {"guide:contents", "guide:page"}
LINK, ANCHOR = re.compile(r'href="([^"]+)"'), re.compile(r'<h2 id="([^"]+)"')
ADDRESS = re.compile(r"(?<![\w/.])/[a-z][\w/-]*/")


def html(name):
    return pages()[name].text.html if name else contents().html


def targets(name):
    return [target for target in LINK.findall(html(name)) if not target.startswith("#")]


def named_by(address):
    return resolve(address.partition("#")[0])


@pytest.mark.parametrize(
    "name",
    sorted(
        name
        for name, row in TABLE.items()
        if row.method == GET and not row.fragment and row.needs not in (ANONYMOUS, ADMIN_SITE) and name not in ALIKE
    ),
)
def test_every_page_of_the_house_has_a_page_of_the_guide(name):
    assert name in ABOUT, "Say in guide/about.py which page of the guide belongs to it."


def test_the_table_names_only_addresses_and_pages_that_are_there():
    assert ABOUT.keys() - set(names()) == set()
    assert set(ABOUT.values()) - pages().keys() == set()


def test_every_file_is_reached_from_the_contents():
    assert sorted(pages()) == PAGES


@pytest.mark.parametrize("name", ["", *PAGES])
def test_every_link_and_every_anchor_leads_somewhere(name):
    for target in targets(name):
        found = named_by(target)
        if found.view_name == "guide:page":
            there = found.kwargs["name"]
            assert there in pages()
            anchor = target.partition("#")[2]
            assert not anchor or anchor in ANCHOR.findall(html(there))
    here = [target[1:] for target in LINK.findall(html(name)) if target.startswith("#")]
    assert set(here) <= set(ANCHOR.findall(html(name)))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_names_no_address_that_does_not_exist(name):
    for address in ADDRESS.findall((FOLDER / f"{name}.md").read_text()):
        try:
            resolve(address)
        except Resolver404:
            pytest.fail(f"{name}.md speaks of {address}")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_short(name):
    lines = (FOLDER / f"{name}.md").read_text().splitlines()
    assert 10 <= len(lines) <= 40


def test_html_in_a_file_of_ours_is_shown_and_not_obeyed(tmp_path, monkeypatch):
    (tmp_path / "odd.md").write_text("# Odd\n\n<script>alert(1)</script>\n\n[x](javascript:alert)\n")
    monkeypatch.setattr("guide.pages.FOLDER", tmp_path)
    said = read("odd")
    assert said.title == "Odd"
    assert "<script" not in said.html
    assert "javascript:" not in LINK.findall(said.html)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_whole_and_as_the_text_of_the_drawer(name, client, viewer):
    client.force_login(viewer)
    address = reverse("guide:page", args=[name])
    whole, part = client.get(address), client.get(address, headers={"HX-Request": "true"})
    title = pages()[name].text.title
    assert f'<h1><span lang="en">{title}</span></h1>' in whole.content.decode()
    assert whole.content.decode().count("<h1") == 1
    assert "<h1" not in part.content.decode()
    assert title in part.content.decode()
    for answer in (whole, part):
        assert str(pages()[name].text.html)[:80] in answer.content.decode()


def test_pages_follow_one_another_in_the_order_of_the_contents(client, viewer):
    order = list(pages())
    assert order == [named_by(target).kwargs["name"] for target in targets("") if "/help/" in target]
    client.force_login(viewer)
    first, second = (client.get(reverse("guide:page", args=[name])).content.decode() for name in order[:2])
    assert 'rel="prev"' not in first
    assert f'rel="next" href="{reverse("guide:page", args=[order[1]])}"' in first
    assert f'rel="prev" href="{reverse("guide:page", args=[order[0]])}"' in second


def test_a_page_that_is_not_there_and_the_pages_of_the_rules(client, viewer):
    client.force_login(viewer)
    assert client.get("/help/nothing/").status_code == 404
    assert client.get("/help/").status_code == 200
    assert resolve("/help/rules/").view_name == "reminders:rule-list"


def test_the_guide_is_for_whoever_is_signed_in(client, db):
    assert client.get("/help/").status_code == 302
    assert 'class="bar-help"' not in client.get(reverse("account_login")).content.decode()


def test_help_leads_to_the_page_about_this_one(client, viewer, case):
    client.force_login(viewer)
    page = client.get(case.get_absolute_url()).content.decode()
    assert f'class="bar-help" href="{reverse("guide:page", args=["case-page"])}"' in page
    nowhere = client.get("/no/such/page/").content.decode()
    assert f'class="bar-help" href="{reverse("guide:contents")}"' in nowhere or "bar-help" not in nowhere


def test_on_a_page_in_another_language_it_says_that_the_guide_is_in_english(client, viewer):
    client.force_login(viewer)
    said = "The guide is written in English only."
    assert said not in client.get("/help/today/").content.decode()
    viewer.language = "fr"
    viewer.save()
    page = client.get("/help/today/").content.decode()
    assert 'class="notice tone-neutral"' in page
    assert '<div class="guide-text" lang="en" dir="ltr">' in page
