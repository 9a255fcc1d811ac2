"""How forms look: our templates, Bootstrap's classes."""

from typing import Any

from django.forms import BoundField, RadioSelect, Select, SelectMultiple, Widget
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext

# By input type; what is not named here is a plain control.
CLASSES = {"select": "form-select", "checkbox": "form-check-input", "hidden": ""}


class HouseBoundField(BoundField):
    """A form field whose control carries Bootstrap's class beside its own."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        # A set of radio buttons or boxes hands its class to the wrapper too: house.css styles it whole.
        several = isinstance(widget, RadioSelect)
        ours = "choices" if several else CLASSES.get(getattr(widget, "input_type", ""), "form-control")
        invalid = "is-invalid" if ours and self.form.is_bound and self.errors else ""
        classes = filter(None, (built.get("class") or widget.attrs.get("class"), ours, invalid))
        if css := " ".join(classes):
            built["class"] = css
        return built


class SeveralSelects(SelectMultiple):
    """A few choices out of many, each in a plain select: nobody has to know that Ctrl keeps what was chosen before.

    There is a spare one below what is chosen, and two at least.
    """

    template_name = "components/_several_selects.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = Widget.get_context(self, name, value, attrs)
        one = Select(choices=[("", "—"), *self.choices])
        chosen = [*self.format_value(value), ""]
        built = context["widget"]["attrs"]
        selects = context["widget"]["selects"] = []
        for at, code in enumerate(chosen + [""] * (2 - len(chosen))):
            place = gettext("Choice %(number)s") % {"number": at + 1}
            own = {"id": f"{built.get('id', name)}_{at}", "aria-label": place}
            selects.append(one.get_context(name, code, built | own)["widget"])
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [code for code in super().value_from_datadict(data, files, name) or [] if code]

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return ""


def whole_number(text: Any) -> int | None:
    """What a hidden field says, as a number; None where it is none. (To Python “²” is a digit, and no number.)"""
    words = str(text or "")
    return int(words) if words.isdecimal() and len(words) < 19 else None


class HouseFormRenderer(TemplatesSetting):
    """Renders whole forms and single fields by our templates; widgets keep Django's own."""

    form_template_name = "forms/form.html"
    field_template_name = "components/_field.html"
    bound_field_class = HouseBoundField
