"""How forms look: our templates, Bootstrap's classes."""

from typing import Any

from django.forms import BoundField, RadioSelect, Widget
from django.forms.renderers import TemplatesSetting

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


class HouseFormRenderer(TemplatesSetting):
    """Renders whole forms and single fields by our templates; widgets keep Django's own."""

    form_template_name = "forms/form.html"
    field_template_name = "components/_field.html"
    bound_field_class = HouseBoundField
