"""The face of the house: base page, components, template tags, forms, what the browser may keep and run."""

import gzip
import json
import re
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.contrib.staticfiles import finders
from django.http import HttpRequest, QueryDict
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import NoReverseMatch

from core import slots
from core.forms import SeveralSelects
from core.paging import Page
from core.partial_dates import PartialDate, Precision
from core.templatetags import house

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
HOUSE_CSS = settings.BASE_DIR / "static/css/house.css"


def show(source: str, request: HttpRequest | None = None, **values: object) -> str:
    return Template(source).render(Context({"request": request, **values}))


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match, pattern
    return match[1]


def gzipped(content: bytes) -> int:
    return len(gzip.compress(content, 6))


# --- What the browser may run and keep.
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR / "templates")))
def test_no_template_has_inline_style_or_script_that_the_csp_would_refuse(template: Path) -> None:
    text = template.read_text()
    assert not re.search(r"""\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:|<style\b|hx-on|hx-vals=["']js:""", text)
    assert all("src=" in tag for tag in re.findall(r"<script\b[^>]*>", text))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR / "templates")))
def test_every_icon_that_a_template_names_exists(template: Path) -> None:
    for name in re.findall(r"""{% icon ["']([a-z0-9-]+)["']""", template.read_text()):
        assert "<svg" in house.icon(name)


@pytest.mark.django_db
def test_the_login_page_is_not_stored_and_may_run_only_our_own_scripts(client):
    response = client.get("/accounts/login/")
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_signed_in_page_is_not_stored(client, advocate):
    client.force_login(advocate)
    response = client.get("/there-is-nothing-here/")
    assert response.status_code == 404
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_htmx_evaluates_nothing_keeps_no_page_and_asks_only_us(client):
    page = client.get("/accounts/login/").content.decode()
    config = json.loads(found(r"""name="htmx-config" content='([^']+)'""", page))
    assert not any(config[name] for name in ("allowEval", "allowScriptTags", "includeIndicatorStyles"))
    assert config["historyCacheSize"] == 0
    assert config["selfRequestsOnly"] is True


@pytest.mark.django_db
def test_a_first_visit_weighs_at_most_100_kb_and_a_later_page_20(client):
    page = client.get("/accounts/login/").content
    files = set(re.findall(r'(?:href|src)="/static/([^"]+)"', page.decode()))
    assert {"css/house.css", "css/pages.css", "js/house.js", "bootstrap/css/bootstrap.min.css"} <= files
    assets = sum(gzipped(Path(str(finders.find(name))).read_bytes()) for name in files)
    assert gzipped(page) <= 20_000
    assert gzipped(page) + assets <= 100_000


# --- The base page.
@pytest.mark.django_db
def test_before_signing_in_there_is_neither_navigation_nor_search(client):
    page = client.get("/accounts/login/").content.decode()
    assert '<main id="content"' in page
    assert 'href="#content"' in page
    assert "main-nav" not in page
    assert 'role="search"' not in page


def test_the_menu_offers_what_the_role_may_do_and_logs_out_by_post(client, viewer, admin):
    client.force_login(viewer)
    seen = client.get("/there-is-nothing-here/").content.decode()
    assert "Vera Viewer" in seen
    assert 'action="/accounts/logout/"' in seen
    assert 'href="/people/"' not in seen
    assert 'href="/reference/"' not in seen
    client.force_login(admin)
    seen = client.get("/there-is-nothing-here/").content.decode()
    assert 'href="/people/"' in seen
    assert 'href="/reference/"' in seen


@pytest.mark.django_db
def test_an_arabic_page_reads_from_the_right_with_the_right_stylesheet(client):
    page = client.get("/accounts/login/", headers={"accept-language": "fa"}).content.decode()
    assert '<html lang="fa" dir="rtl">' in page
    assert "bootstrap.rtl.min.css" in page
    page = client.get("/accounts/login/", headers={"accept-language": "en"}).content.decode()
    assert 'dir="ltr"' in page
    assert "bootstrap.rtl" not in page


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_a_page_for_what_went_wrong_stands_without_request_user_or_database(name):
    page = render_to_string(f"{name}.html")
    assert page.count("<h1>") == 1
    assert "<title>" in page
    assert 'href="/"' in page


def test_a_message_says_its_kind_in_words_not_only_in_colour():
    page = render_to_string("components/_messages.html", {"messages": [Message(constants.ERROR, "Not <b>saved</b>.")]})
    assert "Error:" in page
    assert "tone-danger" in page
    assert "Not &lt;b&gt;saved&lt;/b&gt;." in page


# --- Tags and filters.
def test_query_changes_adds_and_removes_and_starts_the_page_over():
    request = RequestFactory().get("/?state=RU&state=BY&q=kara&after=x&before=y")
    assert show("{% query q='' size=50 %}", request) == "?state=RU&amp;state=BY&amp;size=50"
    assert show("{% query state=states %}", request, states=["IR", "CN"]) == "?state=IR&amp;state=CN&amp;q=kara"
    assert show("{% query state=None q=None %}", request) == "?"


def test_a_section_is_marked_on_its_own_page_and_below_and_not_elsewhere(monkeypatch):
    monkeypatch.setattr(house, "reverse", {"list": "/cases/", "home": "/"}.__getitem__)

    def link(path: str, name: str = "list") -> str:
        return show("{% nav_link name 'Cases' 'folder' %}", RequestFactory().get(path), name=name)

    assert 'aria-current="page"' in link("/cases/")
    assert 'aria-current="true"' in link("/cases/RU-22-7F3K/")
    assert "aria-current" not in link("/states/")
    assert "aria-current" not in link("/cases/", "home")
    assert 'aria-current="page"' in link("/", "home")


def test_a_section_that_does_not_exist_leaves_no_link(monkeypatch):
    def nowhere(name: str) -> str:
        raise NoReverseMatch

    monkeypatch.setattr(house, "reverse", nowhere)
    assert show("{% nav_link 'no:where' 'Nowhere' 'folder' %}", RequestFactory().get("/")) == ""


def test_a_badge_shows_icon_and_word_and_escapes_the_word():
    seen = show("{% badge 'status' 'disappeared' label %}", label="Gone & <i>lost</i>")
    assert "tone-danger" in seen
    assert "<svg" in seen
    assert "Gone &amp; &lt;i&gt;lost&lt;/i&gt;" in seen
    assert "tone-neutral" in show("{% badge 'status' 'never heard of' 'New word' %}")


def test_a_level_is_shown_only_where_it_is_stricter_than_the_team():
    assert show("{% badge 'level' 'team' 'Team' %}") == ""
    assert "Sealed" in show("{% badge 'level' 'sealed' 'Sealed' %}")


def test_a_slot_gives_what_was_filled_and_nothing_without_a_request(monkeypatch):
    monkeypatch.setattr(slots, "_fillers", {"here": [(0, lambda request, word: f"<b>{word}</b>")], "empty": []})
    assert show("{% slot 'here' word='said' %}", RequestFactory().get("/")) == "<b>said</b>"
    assert show("{% slot 'empty' %}", RequestFactory().get("/")) == ""
    assert show("{% slot 'here' word='said' %}") == ""


def test_only_who_is_signed_in_and_permitted_may(advocate):
    assert house.may(advocate, "log_updates")
    assert not house.may(advocate, "manage_people")
    assert not house.may(None, "log_updates")
    assert not house.may("", "log_updates")


def test_days_and_dates_read_as_people_say_them():
    assert [house.days(count) for count in (None, 0, 1, 1021)] == ["", "0 days", "1 day", "1,021 days"]
    assert house.days((374, 380)) == "374–380 days"
    assert house.days((1, 1)) == "1 day"
    assert house.plain_date(None) == ""
    assert house.plain_date(date(2023, 4, 20)) == "20 April 2023"
    assert house.plain_date(PartialDate(date(2023, 7, 1), Precision.MONTH)) == "July 2023"


def test_a_date_has_the_form_that_machines_read_only_where_it_is_exact():
    whole = PartialDate(date(2023, 4, 20))
    assert 'datetime="2023-04-20"' in render_to_string("components/_date.html", {"date": whole})
    assert 'datetime="2023-04-20"' in render_to_string("components/_date.html", {"date": whole.value})
    about = render_to_string("components/_date.html", {"date": PartialDate(whole.value, Precision.CIRCA)})
    assert "datetime" not in about
    assert "about 20 April 2023" in about
    assert "—" in render_to_string("components/_date.html", {"date": None})


def test_the_pager_offers_only_the_pages_there_are():
    def pager(after: str | None, before: str | None) -> str:
        page = Page(["a", "b"], after, before, 25, (25, 50))
        return show("{% include 'components/_pager.html' %}", RequestFactory().get("/?q=x"), page=page)

    first = pager("?after=z", None)
    assert 'rel="next" href="?after=z"' in first
    assert 'rel="prev"' not in first
    assert "2 rows on this page" in first
    assert 'href="?q=x&amp;size=50"' in first
    assert 'rel="next"' not in pager(None, "?before=z")


def test_a_job_asks_again_while_it_runs_and_stops_when_it_is_done():
    job = {"done": 3, "total": 10, "text": "Moving", "url": "/job/", "finished": False}
    running = render_to_string("components/_progress.html", {"job": job})
    assert 'hx-trigger="every 1s"' in running
    assert 'href="/job/"' in running
    done = render_to_string(
        "components/_progress.html", {"job": job | {"done": 10, "finished": True, "next_url": "/x/"}}
    )
    assert "hx-" not in done
    assert 'href="/x/"' in done


# --- Forms.
class HouseForm(forms.Form):
    name = forms.CharField(
        label="Name", help_text="As in the passport.", widget=forms.TextInput(attrs={"class": "own"})
    )
    state = forms.ChoiceField(label="State", choices=[("RU", "Russia")])
    tier = forms.ChoiceField(label="Tier", choices=[("c", "Critical")], widget=forms.RadioSelect)
    quiet = forms.BooleanField(label="Quiet", required=False)
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> None:
        self.add_error(None, "Both cannot be.")


def test_a_control_carries_bootstraps_class_beside_its_own():
    seen = str(HouseForm())
    assert 'class="own form-control"' in seen
    assert 'class="form-select"' in seen
    assert 'class="form-check-input"' in seen
    assert "is-invalid" not in seen
    assert "class=" not in found(r'(<input type="hidden"[^>]*>)', seen)


def test_an_error_is_named_on_top_linked_to_its_field_and_told_to_a_screen_reader():
    seen = str(HouseForm({}))
    ids = set(re.findall(r'\bid="([^"]+)"', seen))
    links = re.findall(r'<a href="#([^"]+)">', seen)
    described = {name for names in re.findall(r'aria-describedby="([^"]+)"', seen) for name in names.split()}
    assert "Both cannot be." in seen
    assert len(links) == 3
    assert set(links) <= ids
    assert {"id_name_helptext", "id_name_error", "id_tier_error"} <= described <= ids
    assert seen.count('aria-invalid="true"') >= 2
    assert 'role="alert"' in seen


def test_several_out_of_many_are_chosen_in_plain_selects_with_one_to_spare():
    class Form(forms.Form):
        countries = forms.MultipleChoiceField(
            label="National of",
            choices=[("GB", "Britain"), ("IR", "Iran"), ("RU", "Russia")],
            required=False,
            widget=SeveralSelects,
        )

    shown = str(Form(initial={"countries": ["RU", "GB"]})["countries"].as_field_group())
    assert re.findall(r'<option value="(\w+)" selected>', shown) == ["RU", "GB"]
    assert shown.count("<select") == 3
    assert str(Form()["countries"]).count("<select") == 2
    assert "multiple" not in shown
    for at, name in enumerate(("Choice 1", "Choice 2", "Choice 3")):
        assert f'id="id_countries_{at}"' in shown
        assert f'aria-label="{name}"' in shown
    sent = Form(QueryDict("countries=RU&countries=&countries=GB"))
    assert sent.is_valid()
    assert sent.cleaned_data["countries"] == ["RU", "GB"]
    nothing = Form(QueryDict("countries=&countries="))
    assert nothing.is_valid()
    assert nothing.cleaned_data["countries"] == []
    assert not Form(QueryDict("countries=XX")).is_valid()


def test_a_control_takes_more_attributes_from_the_template():
    seen = show("{% control form.name hx_get='/x/' placeholder='Anna' %}", form=HouseForm())
    assert 'hx-get="/x/"' in seen
    assert 'placeholder="Anna"' in seen
    assert 'class="own form-control"' in seen


# --- Contrast: WCAG 2.2, 1.4.3 (text 4.5:1) and 1.4.11 (controls 3:1), in light and in dark.
def palettes() -> dict[str, dict[str, str]]:
    css = HOUSE_CSS.read_text()
    light, dark = re.split(r"@media screen and \(prefers-color-scheme: dark\)", css, maxsplit=1)
    own, changed = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", part)) for part in (light, dark))
    return {"light": own, "dark": own | changed}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


TONES = ("danger", "warning", "held", "info", "success", "grave", "neutral")
TEXT = [
    *((ink, ground) for ink in ("ink", "ink-2", "ink-3", "accent") for ground in ("paper", "surface", "hover")),
    *((tone, f"{tone}-bg") for tone in TONES),
    *((tone, ground) for tone in TONES if tone != "grave" for ground in ("paper", "surface", "hover")),
    *(("ink", f"{tone}-bg") for tone in TONES if tone != "grave"),
    *(("on-accent", "accent"), ("on-accent", "accent-2"), ("on-danger", "danger-solid"), ("accent", "accent-bg")),
]
CONTROLS = [(line, ground) for line in ("line-control", "focus", "accent") for ground in ("paper", "surface")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_and_control_stands_out_from_its_ground(scheme):
    colours = palettes()[scheme]
    weak = [
        (ink, ground, round(ratio, 2))
        for pairs, least in ((TEXT, 4.5), (CONTROLS, 3.0))
        for ink, ground in pairs
        if (ratio := contrast(colours[ink], colours[ground])) < least
    ]
    assert weak == []
