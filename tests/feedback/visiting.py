"""A visitor without a screen: opens the form, types, takes their time, and sends it as a browser would."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from lxml import html
from time_machine import Traveller

from tests.desk.pages import in_one_line
from tests.site.visitor import Visitor

FORM = "/feedback/"
HERE = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}
WORDS = "The map on the contact page does not open."


class Answer:
    def __init__(self, response: Any) -> None:
        self.response, self.status = response, response.status_code
        self.source = response.content.decode()
        self.tree = html.fromstring(self.source or "<html></html>")

    def said(self, path: str) -> list[str]:
        """The words of what an XPath finds in the main part."""
        return [in_one_line(one.text_content()) for one in self.tree.xpath(f"//main{path}")]

    @property
    def words(self) -> str:
        return next(iter(self.said("")), "")

    @property
    def errors(self) -> list[str]:
        return self.said("//*[contains(@class, 'error-summary')]//li")

    @property
    def has_form(self) -> bool:
        return bool(self.tree.xpath("//main//form"))

    @property
    def fields(self) -> dict[str, str]:
        """What a browser would send if nobody typed anything."""
        (form,) = self.tree.xpath("//main//form")
        assert (form.method, form.action) == ("POST", FORM)
        return {name: value.removeprefix("\n") for name, value in form.form_values()}


class Sender:
    def __init__(self, clock: Traveller, **defaults: Any) -> None:
        self.clock, self.client = clock, Visitor(**defaults)

    def open(self, **query: str) -> Answer:
        return Answer(self.client.get(FORM, query))

    def send(
        self, page: Answer | None = None, /, *, after: float = 30, headers: Any = HERE, **typed: Any
    ) -> Answer:
        """Send the form of `page` (else: of a new one) with WORDS, or with what is `typed`."""
        page = page or self.open()
        self.clock.shift(after)
        fields = {**page.fields, "thoughts": WORDS, **typed}
        return self.post(
            {name: value for name, value in fields.items() if value is not None}, headers=headers
        )

    def post(self, fields: Any, *, headers: Any = HERE, **options: Any) -> Answer:
        options.setdefault("content_type", "application/x-www-form-urlencoded")
        data = fields if isinstance(fields, bytes | str) else urlencode(fields, doseq=True)
        return Answer(self.client.post(FORM, data, headers=headers, **options))
