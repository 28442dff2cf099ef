"""The press desk: Django's admin, with drafts that cannot be lost and a screen for every decision."""
