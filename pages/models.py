"""All models of this room, for Django to find."""

from pages.details import SiteDetails
from pages.documents import Page, PageAddress, PageEdition
from pages.logo import Logo

__all__ = ["Logo", "Page", "PageAddress", "PageEdition", "SiteDetails"]
