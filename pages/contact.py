"""Ways to reach a force, as they are typed at the desk: read, tidied, or refused with a sentence."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from publishing import places

# Inland numbers as Ofcom's plan has them, without those that cost the caller extra (070, 084, 087, 09) and
# without mobiles, which are one person's and are lost with them.
WHOLE_NUMBER = re.compile(r"0(?:[12]\d{9}|3[0347]\d{8}|80\d{7,8})")
# The national relay for people who type: before it, a call is spoken; 18000 is its own 999.
RELAY = "18001"
MOST_LINKS = 8
LONGEST_LABEL = 40


def tidy_number(text: str) -> str:
    """ "+44 (0)1785-123456" is "01785 123456": one space where somebody put any mark."""
    plain = re.sub(r"^\s*(?:\+|00)44\s*(?:\(0\))?\s*", "0", text)
    return re.sub(r"[\s().–-]+", " ", plain).strip()


def dialled(number: str) -> str:
    """A number as a tel: link has it."""
    return re.sub(r"\D", "", number)


def non_emergency_number(text: str) -> str:
    number = tidy_number(text)
    if number != "101" and not _is_whole(number):
        raise ValidationError(
            _(
                "Give 101, or a whole UK number with its area code, such as 01632 960123. "
                "Mobiles, and numbers that cost callers extra, are not accepted."
            )
        )
    return number


def textphone_number(text: str) -> str:
    number = tidy_number(text)
    relayed = re.fullmatch(rf"{RELAY} ?(.+)", number)
    called = relayed.group(1) if relayed else number
    if not (_is_whole(called) or (relayed and called == "101")):
        raise ValidationError(
            _("Give 18001 and the number, as in 18001 101, or the whole UK number of your own textphone.")
        )
    return f"{RELAY} {called}" if relayed else number


def _is_whole(number: str) -> bool:
    return WHOLE_NUMBER.fullmatch(dialled(number)) is not None and not re.search(r"[^\d ]", number)


def https_address(text: str) -> str:
    """An address elsewhere, whole and encrypted."""
    try:
        URLValidator(schemes=["https"])(text)
    except ValidationError as error:
        raise ValidationError(
            _("“%s” is no whole https address, such as https://www.example.org/.") % text
        ) from error
    if "@" in urlsplit(text).netloc:
        raise ValidationError(_("“%s” names a user before the host. Leave that out.") % text)
    return text


def address_or_path(text: str) -> str:
    """An https address, or a path of this site such as /contact/."""
    if not text.startswith("/"):
        return https_address(text)
    if not re.fullmatch(r"/(?!/)[A-Za-z0-9/_.~%?=&#-]*", text):
        raise ValidationError(_("Give a page of this site as in /contact/, without spaces or marks."))
    return text


def leads_nowhere(address: str, moment: datetime) -> bool:
    """Whether it is a path of this site at which the public finds nothing."""
    return address.startswith("/") and places.at(urlsplit(address).path, moment) is None


def security_contact(text: str) -> str:
    """A mail address as RFC 9116 wants it, or an https address."""
    if text.startswith("https:"):
        return https_address(text)
    address = text.removeprefix("mailto:")
    try:
        validate_email(address)
    except ValidationError as error:
        raise ValidationError(
            _("Give a mail address, or the https address of a page that says how to report.")
        ) from error
    return f"mailto:{address}"


def read_links(text: str) -> list[tuple[str, str]]:
    """Lines of a label and an https address as pairs. Refuses the first line that is none."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINKS:
        raise ValidationError(_("At most %d links: more are not read.") % MOST_LINKS)
    return [_link(line) for line in lines]


def _link(line: str) -> tuple[str, str]:
    label, _space, address = line.rpartition(" ")
    label = label.strip()
    if not label or len(label) > LONGEST_LABEL:
        raise ValidationError(
            _("“%(line)s”: write a label of at most %(most)d letters, a space, and the address.")
            % {"line": line, "most": LONGEST_LABEL}
        )
    return label, https_address(address)


def links_as_text(links: list[tuple[str, str]]) -> str:
    return "\n".join(f"{label} {address}" for label, address in links)
