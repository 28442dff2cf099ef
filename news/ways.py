"""How readers come to the news from every page."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.models import Kind
from publishing import frame
from publishing.ways import Link

# What links to the news of one kind are called: a page may be called "Advice" too.
KINDS = {
    Kind.APPEAL: gettext_lazy("Appeals"),
    Kind.COURT: gettext_lazy("Court news"),
    Kind.ADVICE: gettext_lazy("Advice in the news"),
    Kind.AREA: gettext_lazy("News of your area"),
    Kind.STATEMENT: gettext_lazy("Statements"),
    Kind.NEWS: gettext_lazy("Other news"),
}


@frame.part("news_in_navigation")
def in_navigation(moment: datetime) -> list[Link]:
    return [Link(_("News"), reverse("news:posts"), "news")]
