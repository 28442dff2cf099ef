"""How the address of a page is typed at the desk: the page that it stands below, and the last part."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.paths import LENGTH, LEVELS, above
from publishing import clock


class PathWidget(forms.MultiWidget):
    template_name = "pages/path_widget.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__([forms.Select, forms.TextInput(attrs={"autocapitalize": "none"})], attrs)

    def use_required_attribute(self, initial: Any) -> bool:
        """Nothing is a choice: it is the top level."""
        return False

    def decompress(self, value: str | None) -> list[str]:
        path = value or ""
        return [above(path), path.rpartition("/")[2]]


class PathFormField(forms.MultiValueField):
    """Without a last part it is "above/" or "": whoever asks says what to make of that."""

    widget = PathWidget

    def __init__(self, *, choices: Any, **kwargs: Any) -> None:
        fields = (
            forms.ChoiceField(choices=choices, required=False),
            forms.CharField(max_length=LENGTH, required=False),
        )
        super().__init__(fields, require_all_fields=False, **kwargs)
        self._show_choices()

    def __deepcopy__(self, memo: Any) -> PathFormField:
        """Each form asks anew which pages there are."""
        copy = super().__deepcopy__(memo)
        copy._show_choices()
        return copy

    def _show_choices(self) -> None:
        widget: Any = self.widget
        top: Any = self.fields[0]
        widget.widgets[0].choices = top.choices

    def leave_out(self, path: str) -> None:
        """Do not offer the page at `path`, and what is below it: it cannot stand below itself."""
        widget: Any = self.widget
        top: Any = self.fields[0]
        offered = [(value, words) for value, words in top.choices if not f"{value}/".startswith(f"{path}/")]
        widget.widgets[0].choices = offered

    def compress(self, data_list: list[str]) -> str:
        top, last = [*data_list, "", ""][:2]
        return f"{top}/{last.strip('/ ')}" if top else last.strip("/ ")


class PathField(models.CharField):
    """The address that a draft asks for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": LENGTH, **kwargs})

    def formfield(self, **kwargs: Any) -> Any:
        kwargs.pop("widget", None)  # the desk would give it that of a line of text
        field = {
            "label": capfirst(self.verbose_name),
            "help_text": self.help_text,
            "required": not self.blank,
        }
        return PathFormField(choices=places, **{**field, **kwargs})


def places() -> list[tuple[str, Any]]:
    """Where a page can stand: at the top level, or below any page that is there, public or not."""
    from pages.documents import PageAddress

    there = PageAddress.objects.filter(is_current=True).annotate(
        path=models.F("slug"), **standing("document")
    )
    high = [one for one in there.order_by("slug") if one.slug.count("/") < LEVELS - 1]
    return [("", _("At the top level")), *((one.slug, named(one)) for one in high)]


def standing(document: str) -> dict[str, Any]:
    """What `named` tells of the page that the column `document` holds, as annotations."""
    from pages.documents import PageEdition

    now, page = clock.now(), models.OuterRef(document)
    editions = PageEdition.desk.filter(document=page)
    return {
        "title": models.Subquery(editions.filter(is_newest=True).values("title")[:1]),
        "is_public": models.Exists(PageEdition.public.at(now).filter(document=page)),
        "was_public": models.Exists(editions.filter(released_at__lte=now)),
    }


def named(one: Any) -> str:
    """A page among choices: its path and title, and whether readers find it."""
    words = f"{one.path} – {one.title}"
    if one.is_public:
        return words
    return f"{words} ({gettext('no longer public') if one.was_public else gettext('draft')})"
