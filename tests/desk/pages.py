"""A press officer's browser without a screen: reads pages, fills in the forms they hold, presses their buttons.

A form is posted with exactly the fields that the page held, changed by whoever types, to where it points.
"""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.urls import reverse
from lxml import html

from accounts.models import User
from publishing.editions import Edition


class Page:
    def __init__(self, response: Any, path: str) -> None:
        self.response, self.path, self.status = response, path, response.status_code
        self.source = response.content.decode()
        self.tree = html.fromstring(self.source) if self.source else html.fromstring("<html></html>")

    def find(self, selector: str) -> list[Any]:
        """Elements by a few words of CSS: "ul.errorlist li", ".sides p"."""
        found = [self.tree]
        for step in selector.split():
            tag, _dot, name = step.partition(".")
            wanted = f"[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]" if name else ""
            found = [part for within in found for part in within.xpath(f".//{tag or '*'}{wanted}")]
        return found

    def all(self, selector: str) -> list[str]:
        """The words of every element that `selector` finds."""
        return [in_one_line(element.text_content()) for element in self.find(selector)]

    def value(self, name: str) -> str:
        """What the first field called `name` holds, wherever on the page it is."""
        return str(self.tree.xpath(f"//input[@name='{name}']")[0].get("value"))

    @property
    def words(self) -> str:
        return next(iter(self.all("body")), "")

    @property
    def said(self) -> list[str]:
        """What the desk answered to the last act."""
        return self.all(".messagelist li")

    @property
    def errors(self) -> list[str]:
        return self.all(".errorlist li")

    @property
    def sentences(self) -> list[str]:
        return self.all(".sentences li")

    @property
    def sides(self) -> list[tuple[str, ...]]:
        """Where two people wrote at once: for each field what is stored, and what was typed."""
        texts = [in_one_line("".join(list(side.itertext())[1:])) for side in self.find(".sides div")]
        return list(zip(texts[::2], texts[1::2], strict=True))

    @property
    def button(self) -> str:
        """The words on the button that does it. Empty when the page has none."""
        return next(iter(self.buttons), "")

    @property
    def buttons(self) -> list[str]:
        return [button.get("value") for button in self.find(".submit-row input")]

    def form(self) -> Any:
        forms = self.tree.xpath("//*[@id='content']//form[@method='post']")
        assert len(forms) == 1, f"{self.path} has {len(forms)} forms: {self.words[:300]}"
        return forms[0]

    def fields(self) -> dict[str, Any]:
        """What a browser would send, without a button."""
        found: dict[str, Any] = {}
        for name, value in self.form().form_values():
            found.setdefault(name, []).append(value.lstrip("\n"))
        for blank in self.form().xpath(".//input[not(@value)][@name]"):
            if blank.type not in ("checkbox", "radio"):
                found.setdefault(blank.name, [""])
        return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


class Desk:
    """One person at the desk, signed in."""

    def __init__(self, person: User | None = None, *, strict: bool = False) -> None:
        self.person, self.client = person, Client(enforce_csrf_checks=strict)
        if person:
            self.client.force_login(person)

    def open(self, where: Edition | str, screen: str = "change", **query: Any) -> Page:
        path = where if isinstance(where, str) else url(where, screen)
        response = self.client.get(path, query, follow=True)
        return Page(response, response.request["PATH_INFO"] + _query(response))

    def press(self, page: Page, button: str | None = None, *, headers: Any = None, **typed: Any) -> Page:
        """Press `button` (by its name) on `page`, with `typed` in the fields. None leaves a field out."""
        fields = {**page.fields(), **typed, **({button: "1"} if button else {})}
        fields = {name: value for name, value in fields.items() if value is not None}
        path = page.form().get("action") or page.path
        response = self.client.post(path, fields, headers=headers, follow=True)
        return Page(response, response.request["PATH_INFO"] + _query(response))

    def write(self, **typed: Any) -> Page:
        """Fill in the form for a new post and save it."""
        return self.press(self.open(ADD), "_save", **typed)


ADD = reverse("admin:news_postedition_add")
LIST = reverse("admin:news_postedition_changelist")
INDEX = reverse("admin:index")


def url(edition: Edition, screen: str = "change") -> str:
    return reverse(f"admin:{edition._meta.app_label}_{edition._meta.model_name}_{screen}", args=[edition.pk])


def in_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _query(response: Any) -> str:
    query = response.request["QUERY_STRING"]
    return f"?{query}" if query else ""
