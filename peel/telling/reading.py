"""A text as sentences: of its title, its summary and each paragraph, list item and heading of rich text."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from lxml import html

from publishing.richtext import RichTextField

if TYPE_CHECKING:
    from publishing.editions import Edition

# What is chosen or addressed rather than written.
UNWRITTEN = {"slug", "update", "kind", "redirect_to"}
BLOCKS = {"p", "li", "h2", "h3", "blockquote", "ul", "ol", "tr"}
HEADINGS = ("h2", "h3")
ENDS = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘'(]*[A-Z0-9])")
# A full stop after these ends no sentence.
SHORT = re.compile(r"\b(?:St|Mr|Mrs|Ms|Dr|No|Insp|Supt|Sgt|Sept|vs|e\.g|i\.e|approx)\.\s+$")
LONGEST = 2000
LINK = re.compile(r'href="([^"]*)"')


@dataclass(frozen=True)
class Sentence:
    """`head` is what it stands under: the words before a list, else the heading. `section` counts headings."""

    text: str
    field: str
    head: str = ""
    section: int = 0
    block: int = 0
    is_item: bool = False
    is_heading: bool = False


@dataclass(frozen=True)
class Block:
    text: str
    tag: str
    is_item: bool = False


def sentences(edition: Edition) -> list[Sentence]:
    """In the order of reading: what stands first in the form first."""
    found: list[Sentence] = []
    for name, value, is_rich in written(edition):
        blocks = list(blocks_of(value)) if is_rich else [Block(one, "p") for one in value.splitlines()]
        found += _of_blocks(blocks, name, len(found))
    return found


def written(edition: Edition) -> Iterator[tuple[str, str, bool]]:
    """Every field that somebody writes words into: name, text, whether it is rich text."""
    for name in edition.content_fields:
        field: Any = edition._meta.get_field(name)
        is_text = isinstance(field, models.CharField | models.TextField)
        if is_text and not field.choices and name not in UNWRITTEN:
            yield name, str(getattr(edition, name) or ""), isinstance(field, RichTextField)


def links(edition: Edition) -> list[str]:
    return [url for _name, value, is_rich in written(edition) if is_rich for url in LINK.findall(value)]


def blocks_of(body: str) -> Iterator[Block]:
    tree = html.fromstring(f"<div>{body}</div>")
    yield from _blocks(tree, "div", is_item=False)


def _blocks(element: Any, tag: str, *, is_item: bool) -> Iterator[Block]:
    """The words of an element itself, then its blocks."""
    is_item = is_item or tag == "li"
    own = _words(element)
    if own:
        yield Block(own, tag, is_item)
    for child in element:
        if child.tag in BLOCKS:
            yield from _blocks(child, child.tag, is_item=is_item)


def _words(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == "br":
            parts.append("\n")
        elif child.tag in ("td", "th"):
            parts.append(f" | {child.text_content()}")
        elif child.tag not in BLOCKS:
            parts.append(child.text_content())
        parts.append(child.tail or "")
    lines = [" ".join(line.split()) for line in "".join(parts).split("\n")]
    return "\n".join(line for line in lines if line)


def _of_blocks(blocks: list[Block], field: str, before: int) -> Iterator[Sentence]:
    heading, lead, section = "", "", 0
    for number, block in enumerate(blocks, before):
        if block.tag in HEADINGS:
            heading, lead, section = block.text, "", section + 1
        elif not block.is_item:
            lead = block.text.split("\n")[-1] if block.text.endswith(":") else ""
        for text in split(block.text):
            head = lead if block.is_item and lead else heading
            is_heading = block.tag in HEADINGS
            yield Sentence(
                text, field, "" if is_heading else head, section, number, block.is_item, is_heading
            )


def split(text: str) -> Iterator[str]:
    """Its sentences. What is longer than anybody writes one comes in pieces: reading it would take ever longer."""
    for line in text.split("\n"):
        for sentence in _sentences(line):
            yield from [sentence] if len(sentence) <= LONGEST else textwrap.wrap(sentence, LONGEST)


def _sentences(line: str) -> Iterator[str]:
    start = 0
    for end in ENDS.finditer(line):
        if not SHORT.search(line[max(0, end.start() - 8) : end.end()]):
            yield line[start : end.start()].strip() + end.group().strip()
            start = end.end()
    if line[start:].strip():
        yield line[start:].strip()
