"""Numbers as a text writes them: digits or words, up to twenty."""

from __future__ import annotations

WORDS = (
    *(
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
NUMBER = rf"(?:\b(?:{'|'.join(WORDS)}|none|1?\d|20)\b)"


def value(word: str) -> int:
    word = word.lower()
    if word.isdigit():
        return int(word)
    return 0 if word == "none" else WORDS.index(word)
