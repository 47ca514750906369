"""Serve the shipped content and let Schemathesis draw requests from the document: python -m tests.contract [EXAMPLES]."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import django

USUAL = "100"  # examples of each address and phase; some 4,400 requests, two minutes on two idle cores
CONFIG = Path(__file__).with_name("schemathesis.toml")
COMMAND = Path(sys.executable).with_name("schemathesis")


def main(examples: str = USUAL) -> int:
    """0: every answer was one that the document describes."""
    os.environ.update({"DJANGO_SETTINGS_MODULE": "tests.settings", "API_RATE": "1000000/min"})
    django.setup()
    from django.conf import settings

    from reference.content.files import read_content
    from reference.publishing.compiler import compile_release
    from tests.sealing import seal_into
    from tests.serving import running

    with tempfile.TemporaryDirectory(prefix="kratom-contract-") as folder:
        seal_into(Path(folder) / "releases", compile_release(read_content(settings.CONTENT_DIR)))
        with running(Path(folder)) as server:
            command = [
                str(COMMAND), "--config-file", str(CONFIG), "run", f"{server.address}/api/v1/schema/",
                "--checks", "all", "--max-examples", examples, "--continue-on-failure",
            ]  # fmt: skip
            if os.environ.get("CI"):  # the same requests each time: what fails is a change, not chance
                command.append("--generation-deterministic")
            return subprocess.run(command, cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
