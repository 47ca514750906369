"""The site's templates without their indentation: it is there for whoever edits them, and no reader needs to fetch it."""

import re

from django.template import Origin
from django.template.loaders import filesystem

INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class Loader(filesystem.Loader):
    """Reads templates from disk. Line breaks stay: one may be the space between two words, and errors name the line."""

    def get_contents(self, origin: Origin) -> str:
        return INDENTATION.sub("", super().get_contents(origin))
