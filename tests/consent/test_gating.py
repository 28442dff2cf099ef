"""What waits for a yes travels in the page without being run: `{% gated %}`."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Template
from django.utils import timezone

from consent import in_force
from publishing.states import State
from tests.consent.factories import make_group, make_policy

pytestmark = pytest.mark.django_db
PAGE = (
    "{% load consent %}{% gated 'statistics' %}<script src=\"/static/count.js\"></script>{% otherwise %}"
    '<a href="/films/">The film</a>{% endgated %}'
)


def shown(template: str = PAGE, **context: Any) -> str:
    return Template(template).render(Context({"asking": in_force.at(timezone.now()), **context}))


def test_it_waits_in_a_template_and_the_plain_link_is_there() -> None:
    make_policy(State.LIVE, make_group("statistics"))

    assert shown() == (
        '<template data-consent="statistics"><script src="/static/count.js"></script></template>'
        '<div data-instead><a href="/films/">The film</a></div>'
    )


def test_a_page_that_can_be_left_quickly_has_only_the_plain_link() -> None:
    make_policy(State.LIVE, make_group("statistics"))

    assert shown(is_sensitive=True) == '<a href="/films/">The film</a>'


@pytest.mark.parametrize("groups", [(), (make_group("preferences"),)])
def test_what_the_policy_does_not_ask_about_is_left_out(groups: Any) -> None:
    if groups:
        make_policy(State.LIVE, *groups)

    assert shown() == '<a href="/films/">The film</a>'


def test_without_a_plain_link_nothing_stands_in_its_place() -> None:
    make_policy(State.LIVE, make_group("statistics"))
    template = '{% load consent %}{% gated "statistics" %}<img src="/x.png" alt="">{% endgated %}'

    assert shown(template) == '<template data-consent="statistics"><img src="/x.png" alt=""></template>'
