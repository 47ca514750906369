"""Whether an identifier is well formed, check digit included. It may still name another thing."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda value: compiled.fullmatch(value) is not None


def is_cas(value: str) -> bool:
    """CAS registry number: the last digit is the sum of the others, each times its place from the right, modulo 10."""
    if not re.fullmatch(r"[1-9]\d{1,6}-\d\d-\d", value):
        return False
    *digits, check = (int(digit) for digit in value if digit.isdigit())
    return sum(place * digit for place, digit in enumerate(reversed(digits), start=1)) % 10 == check


def is_unii(value: str) -> bool:
    """FDA substance code: ten signs, the last the sum of the others modulo 36 (true of all 3,108 in the vocabulary)."""
    if not re.fullmatch(r"[0-9A-Z]{10}", value):
        return False
    *signs, check = (_ALPHABET.index(sign) for sign in value)
    return sum(signs) % 36 == check


def is_address(value: str) -> bool:
    """An address that a browser can open."""
    parts = urlsplit(value)
    return parts.scheme in ("https", "http") and "." in parts.netloc and not re.search(r"\s", value)


FORMS: dict[str, Callable[[str], bool]] = {
    "doi": _matches(r"10\.\d{4,9}/\S+"),
    "pmid": _matches(r"[1-9]\d{0,7}"),
    "pmcid": _matches(r"PMC[1-9]\d{0,7}"),
    "cas": is_cas,
    "unii": is_unii,
    "pubchem_cid": _matches(r"[1-9]\d*"),
    "chembl": _matches(r"CHEMBL[1-9]\d*"),
    "inchikey": _matches(r"[A-Z]{14}-[A-Z]{10}-[A-Z]"),
    "formula": _matches(r"C\d*(?:H\d*)?(?:[A-Z][a-z]?\d*)*"),
    "molar_mass_g_mol": _matches(r"\d+(?:\.\d+)?"),
    "smiles": _matches(r"[A-Za-z0-9@+\-\[\]()=#$/\\%.:*]+"),
    "rxcui": _matches(r"[1-9]\d{0,7}"),
}
