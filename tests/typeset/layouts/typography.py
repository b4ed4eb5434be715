"""How characters are set: quotes, hyphens, ligatures. None of it changes what a reader would copy."""

import re

from .traits import Layout

LIGATURES = {"ffi": "\ufb03", "ffl": "\ufb04", "ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02"}
VOWELS = "aeiouy"


def dress(text: str, layout: Layout) -> str:
    """The text with the characters that the layout prints."""
    if layout.curly:
        text = re.sub(r"(?<![\w.,!?)])'(?=\w)", "‘", text).replace("'", "’")
        text = re.sub(r'(?<![\w.,!?)])"(?=\w)', "“", text).replace('"', "”")
    if layout.no_break:
        text = text.replace("out-of-court", "out\u2011of\u2011court").replace("Out-of-court", "Out\u2011of\u2011court")
        text = re.sub(r"(\d) per cent", "\\1\u00a0per\u00a0cent", text)
    if layout.ligatures:
        known = "ffi|ffl|ff|fi|fl" if layout.engine == "typst" else "fi|fl"  # as many as the font has
        text = re.sub(known, lambda m: LIGATURES[m[0]], text)
    return text


def syllables(word: str) -> list[int]:
    """Where a long word may be broken: before a consonant that a vowel follows, well inside the word."""
    if len(word) < 8 or not word.isalpha():
        return []
    return [
        i for i in range(3, len(word) - 3) if word[i - 1] in VOWELS and word[i] not in VOWELS and word[i + 1] in VOWELS
    ]
