"""A small release in each format that was ever written. Such a file is never changed: it stands for what is sealed.

`python -m tests.golden` writes the one of today's format, once, when a format begins.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
