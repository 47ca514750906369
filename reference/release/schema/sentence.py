"""A sentence that is written for a class or role, with a medicine's name put into it, in the name's number."""

from __future__ import annotations

import re

PLACE = re.compile(r"(^|\. )?\{medicine\}")
BY_NUMBER = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
"""`{adds|add}`: the words with one medicine, and with several."""
GENERAL = "the medicine"


def for_medicine(text: str, name: str, *, plural: bool = False) -> str:
    """The sentence about `name`, capitalised where it begins a sentence. `plural`: whether the name is a plural."""
    started = name[:1].upper() + name[1:]
    named = PLACE.sub(lambda place: f"{place[1]}{started}" if place[1] is not None else name, text)
    return BY_NUMBER.sub(lambda words: words[2 if plural else 1], named)


def in_general(text: str) -> str:
    """The sentence where no medicine is named."""
    return for_medicine(text, GENERAL)
