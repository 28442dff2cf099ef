"""Who sits before which browser, and how they come and go."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from accounts.models import User
from news.models import Area, PostEdition, Topic
from tests.factories import PASSWORD

POSTS = "/admin/news/postedition/"


@dataclass
class Office:
    url: str
    author: User
    editor: User
    on_call: User
    topic: Topic
    area: Area

    def people(self) -> list[User]:
        return [self.author, self.editor, self.on_call]


def fill_in_sign_in(page: Page, user: User) -> None:
    page.get_by_label("Email address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="What is waiting").wait_for()


def sign_in_by_form(page: Page, user: User, *, at: str) -> None:
    page.goto(f"{at}/admin/")
    fill_in_sign_in(page, user)


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("heading", name="Logged out").wait_for()


def sign_in(context: BrowserContext, user: User, *, at: str) -> None:
    """Signed in without the form, which has tests of its own."""
    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": at}])


def let_sign_ins_expire() -> None:
    Session.objects.all().delete()


def path_of(edition: PostEdition, screen: str = "change") -> str:
    return f"{POSTS}{edition.pk}/{screen}/"
