"""The pages that a force needs on its first day, as beginnings for its own words."""

from pages.first_pages.accessibility import ACCESSIBILITY
from pages.first_pages.privacy import PRIVACY
from pages.first_pages.site import ABOUT, CONTACT, TERMS

# What stands above comes first.
FIRST_PAGES = (ABOUT, ACCESSIBILITY, PRIVACY, TERMS, CONTACT)
