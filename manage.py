#!/usr/bin/env python
"""Django's command line."""

import io
import os
import sys

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        # UTF-8, independent of the machine's locale.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as wrong:
        sys.exit(f"Not started: {wrong}")
