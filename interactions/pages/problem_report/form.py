"""A report as a plain form of choices: what is wrong with which entry, or what kind of medicine is missing.

There is no text field: a typed name could be a patient's, and no rule can distinguish the two for certain.
"""

from __future__ import annotations

from typing import Any

from django import forms

from reference.problem_reports import KINDS, LETTERS, OTHER_GROUPS
from reference.release.storage.library import LoadedRelease

CHOOSE = ("", "Choose one")


def _choice(label: str, choices: list[tuple[str, str]], *, required: bool) -> forms.ChoiceField:
    message = f"{label}: choose one from the list."
    return forms.ChoiceField(
        label=label,
        choices=[CHOOSE, *choices],
        required=required,
        error_messages={"required": message, "invalid_choice": message},
    )


class ReportForm(forms.Form):
    """The entry and the release are fixed by the page from which it was opened."""

    def __init__(self, *args: Any, loaded: LoadedRelease, about_entry: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        letters = [(letter, letter) for letter in LETTERS]
        if about_entry:
            self.fields["kind"] = _choice("What is wrong", list(KINDS.items()), required=True)
            return
        self.fields["group"] = _choice("What kind of medicine it is", groups(loaded), required=True)
        self.fields["letter"] = _choice("The letter its name begins with", letters, required=False)


def groups(loaded: LoadedRelease) -> list[tuple[str, str]]:
    """The classes of the release, then groups for medicines in none of them."""
    classes = sorted(((c.slug, c.name) for c in loaded.release.drug_classes), key=lambda c: c[1].casefold())
    return [*classes, *OTHER_GROUPS.items()]
