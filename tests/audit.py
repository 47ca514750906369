"""Look the locked packages up among known vulnerabilities, and say plainly what could not be looked up: make audit.

pip-audit by itself says "no known vulnerabilities" of packages that it could not look up.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parent.parent / "requirements.txt"
COMMAND = Path(sys.executable).with_name("pip-audit")
NOT_REACHED = (
    "Nothing was audited: the data on known vulnerabilities cannot be reached from here. "
    "Run make audit where pypi.org can be reached."
)


def main() -> int:
    """0: every package was looked up and none is known to be vulnerable; 1: some are; 2: some were not looked up."""
    command = [
        str(COMMAND), "--requirement", str(LOCK), "--require-hashes", "--disable-pip",
        "--progress-spinner", "off", "--format", "json",
    ]  # fmt: skip
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        packages = json.loads(answer.stdout)["dependencies"]
    except (ValueError, KeyError):
        packages = []
    status, words = judged(packages)
    print(words)
    return status


def judged(packages: list[dict[str, Any]]) -> tuple[int, str]:
    """The exit status and what is said."""
    skipped = [p for p in packages if "skip_reason" in p]
    found = [f"{p['name']} {p['version']}: {v['id']}" for p in packages for v in p.get("vulns", ())]
    if len(skipped) == len(packages):
        return 2, NOT_REACHED
    said = [f"{len(packages) - len(skipped)} of {len(packages)} packages were looked up."]
    said += [f"Known to be vulnerable: {line}" for line in found] or ["None is known to be vulnerable."]
    said += [f"Not audited: {p['skip_reason']}" for p in skipped]
    return (1 if found else 2 if skipped else 0), "\n".join(said)


if __name__ == "__main__":
    sys.exit(main())
