"""A chart line as plain text: no bullets, no numbering, no invisible characters."""

from __future__ import annotations

import re
import unicodedata

MOST_READ = 600
"""Characters of a line that are read, to bound the time. The rest stays in `text`; no list accepts a longer line."""
MOST_SPACES = 4
"""Consecutive spaces that are read, for the same reason: many patterns scan ahead from each space."""

_INVISIBLE = ("Cf", "Cs", "Co", "Cn")
_SPELLING = str.maketrans(
    {
        "\u2019": "'",
        "\u2018": "'",
        "\u02bc": "'",
        "\t": "|",
        "™": "",
        "®": "",
        "©": "",
        "\u2011": "-",
        "ı": "i",
        "İ": "I",
    }
)
_BULLET = re.compile(
    r"\s*(?:[•●▪■◦‣·*–—>+☐☑☒✓✔|-]+|\[[ xX]?\]|#\d{1,2}[.):]?(?=\s+[^\W\d])|\(?\d{1,3}[.)](?=\s|[^\W\d])|"
    r"\(?(?:[a-zA-Z]|[ivx]{2,4})[.)](?=\s)|(?:o|plus)(?=\s))\s*"
)
_GAP = re.compile(rf"\s{{{MOST_SPACES},}}")
_WITH = re.compile(r"(?<!\w)[wW]/\s?(?=[^\W\d_]{3})")


def cleaned(text: str) -> str:
    """One line without bullets, numbering and invisible characters, full-width letters made plain."""
    line = text[:MOST_READ].translate(_SPELLING)
    if not line.isascii():
        line = unicodedata.normalize("NFKC", line).replace("1\u20442", "½").replace("\u2044", "/")[:MOST_READ]
    if not line.isprintable():
        line = "".join(map(_visible, line))
    line = _GAP.sub(" " * MOST_SPACES, line)
    if "->" in line:
        line = line.replace("->", " → ")
    if "/" in line:
        line = _WITH.sub("with ", line)
    for _ in range(3):
        bullet = _BULLET.match(line)
        if bullet is None or not line[bullet.end() :].strip():
            break
        line = line[bullet.end() :]
    return line.strip()


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in _INVISIBLE:
        return ""
    return " " if category == "Cc" or character.isspace() else character
