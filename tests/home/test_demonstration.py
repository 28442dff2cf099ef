"""What `manage.py demo` puts on the home page."""

from __future__ import annotations

import pytest
from django.utils import timezone
from lxml import html

from home import demonstration
from home.models import Campaign, Feature
from publishing.states import State
from tests.factories import make_editor, make_post_edition
from tests.site.visitor import Visitor

pytestmark = pytest.mark.django_db


def test_the_demonstration_features_three_posts_and_one_invented_campaign_once(visitor: Visitor) -> None:
    for slug in demonstration.FEATURED:
        make_post_edition(State.LIVE, slug=slug)
    editor = make_editor()
    for _again in range(2):
        demonstration.load(editor, timezone.now())
    page = html.fromstring(visitor.get("/").content)

    assert (Feature.objects.count(), Campaign.objects.count()) == (3, 1)
    assert len(page.xpath("//ul[@class='features features--2']/li")) == 2
    assert "Exampleton is invented" in page.xpath("//section[contains(@class, 'campaign')]")[0].text_content()
    assert visitor.get(Campaign.objects.get().link_url).status_code == 200
