"""Django looks here for what the desk shows; the screens are in peel/desk/, one file for each part of the work."""

from peel.desk import reading, summaries  # noqa: F401 - they register themselves with the desk
