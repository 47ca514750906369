"""The editors' admin of what is known about kratom: the registrations, found by Django through this package."""

from . import kratom, people, recalls, releases, sources

__all__ = ["kratom", "people", "recalls", "releases", "sources"]
