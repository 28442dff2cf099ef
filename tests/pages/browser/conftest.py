from tests.desk.browser.conftest import new_context, office, page_of, server_clock

__all__ = ["new_context", "office", "page_of", "server_clock"]
