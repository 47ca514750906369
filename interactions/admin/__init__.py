"""The editors' admin of medicines, classes and interactions: the registrations, found by Django through this package."""

from reference.admin.record_form.labels import FORM_WORDS

from . import interactions, medicines, patient
from .vocabulary import interaction_words

FORM_WORDS.extend(interaction_words())

__all__ = ["interactions", "medicines", "patient"]
