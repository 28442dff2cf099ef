"""Answering about cookies as a visitor does: a button of the question, or the form on the page about cookies."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from playwright.async_api import Error, Page

from consent.auditing.orders import CouldNotRun, Order
from consent.auditing.states import State
from consent.auditing.watching import Watch

PATIENCE = 10_000
STEP = 50


async def answer(watch: Watch, order: Order, state: State) -> None:
    """Returns once the browser keeps the answer."""
    before = await _kept(watch)
    url = order.choices if state.choice == "save" else order.site
    await watch.visit(url)
    try:
        await _press(watch.page, state, order)
        await _wait(watch, before)
    except Error as error:
        told = {"state": state.words, "url": url}
        raise CouldNotRun(_("“%(state)s” could not be chosen at %(url)s.") % told) from error


async def _press(page: Page, state: State, order: Order) -> None:
    if state.choice != "save":
        await page.click(f"section.consent button[name=choice][value={state.choice}]", timeout=PATIENCE)
        return
    for key in order.keys:
        word = "yes" if key in state.says else "no"
        await page.check(f"main [name='g.{key}'][value={word}]", timeout=PATIENCE)
    await page.click("main button[name=choice][value=save]", timeout=PATIENCE)


async def _wait(watch: Watch, before: str) -> None:
    for _step in range(PATIENCE // STEP):
        now = await _kept(watch)
        if now and now != before:
            return
        await watch.page.wait_for_timeout(STEP)
    raise Error("The answer was not kept.")


async def _kept(watch: Watch) -> str:
    found = await watch.context.cookies()
    return next((one["value"] for one in found if one["name"] == settings.COOKIE_CONSENT_NAME), "")
