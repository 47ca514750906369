"""Runs tests on another day, in another place and on a poorer machine: an export of the last commit, this Python.

    python -m tests.machines.clock                  # what depends on a day, in every case below
    python -m tests.machines.clock tests/reference  # these tests instead
    python -m tests.machines.clock --quick          # what depends on a day, in two cases
    python -m tests.machines.clock --case "not root" --case "400 days on"

Needs nothing outside the repository; a case that this machine cannot make says why it was not tried.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from .installs import export

HERE = Path(__file__).parent
DAYS = (
    "tests/guarantees/test_an_old_answer_says_so.py",
    "tests/interactions/admin/test_interactions.py",
    "tests/interactions/management/test_screen.py",
    "tests/interactions/pages/check/test_chart_note.py",
    "tests/interactions/command_line/test_exit_status.py",
    "tests/interactions/test_report_page.py",
    "tests/reference/content/test_files.py",
    "tests/reference/publishing/test_preview.py",
    "tests/reference/publishing/test_publisher.py",
    "tests/reference/publishing/test_recall.py",
    "tests/reference/publishing/test_recall_for_readers.py",
    "tests/reference/publishing/test_validity.py",
    "tests/reference/release/storage/test_library.py",
    "tests/reference/test_pages.py",
    "tests/reference/test_problem_reports.py",
    "tests/reference/views/releases/test_view.py",
)
"""What publishes, dates, expires, files or shows a day."""

LOADED_EARLY = (
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
)  # another_day loads time_machine before pytest
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
NOTHING: dict[str, str] = {}


class Case(NamedTuple):
    name: str
    when: Callable[[dt.datetime], dt.datetime] | None = None
    environment: dict[str, str] = NOTHING
    without: tuple[str, ...] = ()
    within: str = ""  # the command that makes the poorer machine; "$@" are the tests


def days_on(days: int) -> Callable[[dt.datetime], dt.datetime]:
    return lambda now: now + dt.timedelta(days=days)


def leap_day(now: dt.datetime) -> dt.datetime:
    """The next 29 February, so late that midnight passes during the tests."""
    year = next(y for y in range(now.year + 1, now.year + 9) if y % 4 == 0 and (y % 100 or not y % 400))
    return dt.datetime(year, 2, 29, 23, 59, 45, tzinfo=dt.UTC)


def end_of_year(now: dt.datetime) -> dt.datetime:
    return dt.datetime(now.year, 12, 31, 23, 59, 45, tzinfo=dt.UTC)


def clocks_go_forward(now: dt.datetime) -> dt.datetime:
    """The last Sunday of March, 01:00 UTC, when central Europe skips an hour."""
    day = dt.datetime(now.year + 1, 3, 31, 0, 59, 45, tzinfo=dt.UTC)
    return day - dt.timedelta(days=(day.weekday() + 1) % 7)


CASES = (
    Case("100 days on", days_on(100), {"TZ": "Pacific/Pago_Pago"}),
    Case("400 days on", days_on(400), {"TZ": "Pacific/Kiritimati"} | ASCII),
    Case("29 February", leap_day, {"TZ": "Etc/GMT+12"}),
    Case("end of the year", end_of_year, {"TZ": "Etc/GMT+12"} | ASCII),
    Case("clocks go forward", clocks_go_forward, {"TZ": "Europe/Berlin"}),
    Case("far east", environment={"TZ": "Pacific/Kiritimati"}),
    Case("far west", environment={"TZ": "Etc/GMT+12"}),
    Case("ASCII locale", environment=ASCII),
    Case("home cannot be written", environment={"HOME": "/proc"}),
    Case("no home", without=("HOME",)),
    Case("files private", within='umask 077; exec "$@"'),
    Case("one core", within='exec taskset -c 0 "$@"'),
    Case("no network", within='exec unshare -n sh -c \'ip link set lo up && exec "$@"\' sh "$@"'),
    Case("not root", within='chmod -R go+rwX . && exec runuser -u nobody -- "$@"'),
)
QUICK = ("400 days on", "end of the year")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tests", nargs="*", help="instead of what depends on a day")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--case", action="append", choices=[case.name for case in CASES])
    options = parser.parse_args()
    names = options.case or (QUICK if options.quick else [case.name for case in CASES])
    failed = 0
    with tempfile.TemporaryDirectory(prefix="kratom clock ") as parent:
        os.chmod(parent, 0o755)
        for case in CASES:
            if case.name in names:
                failed += tried(case, Path(parent, "clean copy"), options.tests or DAYS)
    print(f"{len(names) - failed} passed, {failed} failed")
    return 1 if failed else 0


def tried(case: Case, folder: Path, tests: tuple[str, ...]) -> bool:
    """Whether it failed. Prints its line."""
    shutil.rmtree(folder, ignore_errors=True)
    export(folder)
    environment = environment_of(case, folder)
    within = ["sh", "-c", case.within or 'exec "$@"', "sh"]
    why_not = subprocess.run(
        [*within, sys.executable, "-c", "import pytest"],
        cwd=folder, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    if why_not.returncode:
        print(f"{case.name:<24} not tried: {(why_not.stderr.strip() or 'no reason given').splitlines()[-1]}")
        return False
    options = ["-q", "-n", "0", "-p", "no:cacheprovider", *LOADED_EARLY]
    started = time.monotonic()
    ran = subprocess.run(
        [*within, sys.executable, "-m", "pytest", *options, *tests],
        cwd=folder, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    ended = ran.stdout.strip().splitlines()[-1:] or [ran.stderr.strip()]
    print(f"{case.name:<24} {ended[0]} ({time.monotonic() - started:.0f} s)", flush=True)
    if ran.returncode:
        print(ran.stdout[-6000:] + ran.stderr[-2000:])
    return ran.returncode != 0


def environment_of(case: Case, folder: Path) -> dict[str, str]:
    environment = {
        **os.environ,
        **case.environment,
        "DATA_DIR": str(folder / "var"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    for name in case.without:
        environment.pop(name, None)
    if case.when:
        now = dt.datetime.now(dt.UTC)
        environment["CLOCK_AHEAD"] = str((case.when(now) - now).total_seconds())
        environment["PYTHONPATH"] = str(HERE / "another_day")
    return environment


if __name__ == "__main__":
    sys.exit(main())
