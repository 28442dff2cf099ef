"""A member of the public: asks for pages, and every statement that a page makes is looked at."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.test import Client

from tests.site.sql_guard import guarded


class Visitor(Client):
    """Django's test client, under guard outside the desk. `statements` are those of the last request."""

    statements: list[str]

    def request(self, **request: Any) -> Any:
        if request.get("PATH_INFO", "").startswith("/admin/"):
            return super().request(**request)
        with guarded() as self.statements:
            return super().request(**request)

    def settle(self) -> Visitor:
        """Let the process read the frame, as one has that answered anybody before."""
        self.get("/no-such-page/")
        return self


def text_of(response: Any) -> str:
    """What an answer says, packed or not."""
    if response.headers.get("Content-Type") != "application/zip" or not response.content:
        return response.content.decode()
    with zipfile.ZipFile(io.BytesIO(response.content)) as packed:
        return "".join(f"{name}\n{packed.read(name).decode()}" for name in packed.namelist())
