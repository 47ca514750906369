"""The editors' admin of medicines, classes and interactions: the registrations, found by Django through this package."""

from . import interactions, medicines
from .vocabulary import register_words

register_words()

__all__ = ["interactions", "medicines"]
