"""Rich text is cleaned on the way in, whatever the form did, and cleaning what is clean changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from news.models import PostEdition
from publishing.richtext import clean
from tests.factories import make_post_edition

PIECES = [
    "<p>", "</p>", "<h1>", "</h1>", "<h2>", "</h2>", "<h4>", "</h4>", "<div>", "</div>", "<b>", "</b>", "<i>", "</i>",
    "<em>", "</em>", "<strong>", "</strong>", "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>", "<br>", "<br/>",
    "<blockquote>", "</blockquote>", '<a href="https://a.example/?b=1&c=2">', '<a href="//evil.example">',
    '<a href="/x<b>y">', "<a href='javascript:alert(1)'>", "</a>", "<script>", "</script>", "<style>", "</style>",
    "<!--", "-->", "<table>", "<tr>", "<td>", "</table>", "<svg>", "<math>", "<textarea>", "<template>", "<select>",
    "<p style='x'>", "&nbsp;", "&amp;", "&lt;b&gt;", "<", ">", "&", '"', "'", " ", "\r\n", "\n", "\t", "\x00", "text",
    "ŵ", "🚔", "</", "<p", "<b ", "<plaintext>", "<noscript>", "<title>", "<o:p>", "</o:p>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=14).map("".join))
@settings(max_examples=400, deadline=None)
@example("<div><div>a</div></div>")
@example('<a href="/x<b>y">z</a>')
@example("<b><p>one</p></b><p>two")
@example("<h1><o:p><h1><plaintext><p>")
def test_cleaning_what_is_clean_changes_nothing(html: str) -> None:
    once = clean(html)

    assert clean(once) == once


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("<script>alert(1)</script>", ""),
        ('<p onclick="x">a</p>', "<p>a</p>"),
        ("<h1>a</h1>", "<h2>a</h2>"),
        ("<p>a<b>b</b><i>c</i></p>", "<p>a<strong>b</strong><em>c</em></p>"),
        ('<p><a href="javascript:x">a</a></p>', "<p><a>a</a></p>"),
        ('<p><a href="//evil.example">a</a></p>', "<p><a>a</a></p>"),
        ('<p><a href="/\\evil.example">a</a></p>', "<p><a>a</a></p>"),
        ('<p><a href="mailto:a@b.example">a</a></p>', '<p><a href="mailto:a@b.example">a</a></p>'),
        ("<p> </p><p>&nbsp;</p>", ""),
        ("<p>one\r\ntwo</p>", "<p>one\ntwo</p>"),
        (
            "<table><tbody><tr><td>Monday</td><td>10:00</td></tr><tr><td>Friday</td><td>12:00</td></tr></tbody></table>",
            "<p> Monday  10:00 </p><p> Friday  12:00 </p>",
        ),
    ],
)
@pytest.mark.django_db
def test_what_a_lying_client_sends_is_stored_clean(typed: str, stored: str) -> None:
    edition = make_post_edition(body=typed)

    assert PostEdition.desk.get(pk=edition.pk).body == stored
