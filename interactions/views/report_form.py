"""A report as a plain form: what is wrong with which entry, or which medicine is missing. No room for a patient."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from interactions.chart.line import read_chart_line
from interactions.chart.noise import PERSONAL, is_personal
from reference.problem_reports import KINDS
from reference.release.library import LoadedRelease

LONGEST = 60
NAME = re.compile(
    r"[^\W\d_](?:[^\W\d_]|(?<=[^\W\d_])\d{1,3}(?!\d)|(?<=[^\W\d_]-)\d{1,3}(?!\d)|[ '’.()+/-])*"
    r"(?: \d{1,4}(?:[.,]\d{1,3})?(?:/\d{1,4}(?:[.,]\d{1,3})?)? ?(?:mg|mcg|µg|g|ml|mL|units?|IU|%)(?:/(?:ml|mL|h|hr))?)?"
)
"""Letters first, digits only as in B12 and MK-677, then at most a strength with its unit."""
ABOUT_A_PERSON = re.compile(
    r"(?:mr|mrs|ms|miss|mx|dr|prof|patient|pt|client|name|born|dob|mrn|nhs|ssn)\b", re.IGNORECASE
)
GIVE_A_NAME = "Give the medicine’s name alone: letters, at most with a strength such as 20 mg."
NO_PERSON = "This reads like a person, not a medicine. Give the medicine’s name alone; nothing was kept."


class ReportForm(forms.Form):
    """Which entry it is about, and in which release, is fixed by the page that it was opened from."""

    kind = forms.ChoiceField(
        label="What is wrong",
        choices=[("", "Choose one"), *KINDS.items()],
        error_messages={"required": "Choose what is wrong.", "invalid_choice": "Choose one of the list."},
    )
    medicine = forms.CharField(
        required=False,
        label="Name of the missing medicine",
        max_length=LONGEST,
        error_messages={"max_length": f"A name has at most {LONGEST} letters."},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false", "aria-describedby": "name-hint"}
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, loaded: LoadedRelease, about_entry: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.loaded = loaded
        self.known_as = ""  # the page of a name that is in the vocabulary after all
        if not about_entry:
            self.fields["kind"].initial = "missing"
            self.fields["kind"].widget = forms.HiddenInput()

    def clean_medicine(self) -> str:
        name = " ".join(self.cleaned_data["medicine"].split())
        if self.data.get("kind") != "missing":
            return ""  # a name is kept for nothing else
        if not name:
            raise forms.ValidationError("Give the name of the missing medicine.")
        if (
            is_personal(name)
            or ABOUT_A_PERSON.match(name)
            or read_chart_line(name).not_a_medicine == PERSONAL
        ):
            raise forms.ValidationError(NO_PERSON)
        if not NAME.fullmatch(name):
            raise forms.ValidationError(GIVE_A_NAME)
        hit = self.loaded.names.look_up(name)
        if hit is not None:
            self.known_as = name
            raise forms.ValidationError(
                f"“{name}” is in the vocabulary of this release: type it into the check. If what it says there is wrong, "
                "report that entry instead."
            )
        return name
