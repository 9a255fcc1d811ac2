"""The tags and filters that every template has (a builtin: no `load` needed)."""

from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from lucide.templatetags.lucide import lucide

from core import slots

register = template.Library()
CURSORS = ("after", "before")


@register.simple_tag(takes_context=True)
def slot(context: template.Context, name: str, **values: Any) -> SafeString:
    """What other apps put into the place `name` of this page."""
    request = context.get("request")
    return slots.render(name, request, **values) if request else SafeString()


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """This address's query string with `changes`; an empty value removes its name, and the page starts over."""
    asked = context["request"].GET.copy()
    for name in CURSORS:
        asked.pop(name, None)
    for name, value in changes.items():
        if value in (None, "", []):
            asked.pop(name, None)
        else:
            asked.setlist(name, [str(one) for one in value] if isinstance(value, (list, tuple, set)) else [str(value)])
    return "?" + asked.urlencode()


@register.simple_tag(takes_context=True)
def nav_link(context: template.Context, name: str, label: str, icon_name: str) -> str:
    """A link of the main navigation, marked when we are in its section; nothing where the address does not exist."""
    try:
        url = reverse(name)
    except NoReverseMatch:
        return ""
    path = context["request"].path
    here = path == url or (url != "/" and path.startswith(url))
    current = format_html(' aria-current="{}"', "page" if path == url else "true") if here else ""
    return format_html('<a class="nav-item" href="{}"{}>{}<span>{}</span></a>', url, current, icon(icon_name), label)


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, size: int = 18) -> str:
    """A Lucide icon beside a word, so hidden from screen readers."""
    svg = lucide(str(name), size=size, **{"class": f"icon icon-{name}", "aria-hidden": "true"})
    return mark_safe(" ".join(svg.split()).replace("> <", "><"))


@register.simple_tag
def badge(name: str, code: Any, label: Any = "") -> str:
    """`components/_<name>.html` for a code and its word: rendered once, as it is the same wherever it stands."""
    return _badge(str(name), str(code), str(label), get_language())


@lru_cache(maxsize=2048)
def _badge(name: str, code: str, label: str, language: str) -> str:
    return mark_safe(render_to_string(f"components/_{name}.html", {"code": code, "label": label}).strip())


@register.simple_tag
def kept(template_name: str, **values: Any) -> str:
    """A part that says the same wherever its `values` are the same, and nothing about whose they are: rendered once."""
    return _kept(str(template_name), get_language(), **values)


@lru_cache(maxsize=8192)
def _kept(template_name: str, language: str, **values: Any) -> str:
    return mark_safe(render_to_string(template_name, values).strip())


@register.simple_tag
def control(field: BoundField, **attrs: Any) -> SafeString:
    """The control of a form field with more attributes: `{% control form.q hx_get=url rows=2 %}`."""
    return field.as_widget(attrs={name.replace("_", "-"): value for name, value in attrs.items()})


@register.filter
def may(user: Any, permission: str) -> bool:
    """Whether `user` is signed in and has `permission`."""
    return bool(getattr(user, "is_authenticated", False) and user.may(permission))


@register.filter
def days(count: int | tuple[int, int] | None) -> str:
    """“374 days”, “374–380 days” for the least and the most; nothing when unknown."""
    if count is None:
        return ""
    least, most = count if isinstance(count, tuple) else (count, count)
    figures = "–".join(number_format(figure, force_grouping=True) for figure in sorted({least, most}))
    return ngettext("%(count)s day", "%(count)s days", most) % {"count": figures}


@register.filter
def plain_date(day: date | Any) -> str:
    """“20 April 2023”; a partial date as it says itself; nothing when unknown."""
    if not day:
        return ""
    return date_format(day, "DATE_FORMAT") if isinstance(day, date) else str(day)
