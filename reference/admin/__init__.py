"""The editors' admin of what is known about kratom: the registrations, found by Django through this package."""

from . import people
from .entries import kratom, sources
from .releases import recalls, releases

__all__ = ["kratom", "people", "recalls", "releases", "sources"]
