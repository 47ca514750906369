"""A mixed load on a served site for a given time: prints requests, errors, memory and open files each minute.

    python -m tests.attack.soak --minutes 60 [--callers 4] [--address http://127.0.0.1:8000 --server PID]

Without an address it serves the shipped content itself, with two workers. It ends with a table by kind of request, and
with exit status 1 where anything failed. Memory that still grows after the first ten minutes is what to look for.
"""

from __future__ import annotations

import argparse
import csv
import http.client
import json
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import django

ROOT = Path(__file__).parents[2]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
ADDED = ("", " 5 mg", " 10 mg daily", " prn", " XR", ",")
UNLIMITED = {"API_RATE": "1000000/min", "PAGE_RATE": "1000000/min"}
SHARES = {
    "results": 25, "api screen": 15, "suggest": 15, "entry": 15, "read": 5, "filtered list": 5, "api entry": 5,
    "hand-out": 3, "old page": 2, "offline copy": 2, "no page": 1, "medicine": 1, "home": 6,
}  # fmt: skip
"""Of a hundred requests, as a clinic's day may look; the rare ones often enough to be seen."""


class Request:
    def __init__(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ):
        self.method, self.path, self.body, self.headers = method, path, body, headers or {}


class Typing:
    """What one caller types and opens, drawn from the shipped names."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        with (ROOT / "data" / "vocabulary" / "substances.csv").open(encoding="utf-8", newline="") as file:
            self.names = [row["name"] for row in csv.DictReader(file)]
        self.slugs = sorted(path.stem for path in (ROOT / "data" / "interactions").glob("*.yaml"))

    def request(self) -> tuple[str, Request]:
        [kind] = self.random.choices(list(SHARES), list(SHARES.values()))
        return kind, self._of(kind)

    def _of(self, kind: str) -> Request:
        slug, name = self.random.choice(self.slugs), self.random.choice(self.names)
        listed = [self._line() for _ in range(self.random.randint(1, 12))]
        posted = urlencode({"medications": "\n".join(listed)})
        made = {
            "results": Request("POST", "/", posted, FORM),
            "api screen": Request("POST", "/api/v1/screen", json.dumps({"medications": listed}), JSON),
            "suggest": Request("POST", "/suggest/", urlencode({"typed": name[:4]}), FORM),
            "entry": Request("GET", f"/interactions/{slug}/"),
            "read": Request("POST", "/read/", posted, FORM),
            "filtered list": Request("GET", f"/interactions/?severity=major&x={self.random.random()}"),
            "api entry": Request("GET", f"/api/v1/interactions/{slug}"),
            "hand-out": Request("POST", "/handout/", posted, FORM),
            "old page": Request("GET", "/releases/2026.11.1/answers/"),
            "offline copy": Request("GET", "/offline.json", None, {"Accept-Encoding": "gzip"}),
            "no page": Request("GET", f"/nothing-{self.random.random()}/"),
            "medicine": Request("GET", f"/medications/unknown-{self.random.randrange(10**9)}/"),
            "home": Request("GET", "/"),
        }
        return made[kind]

    def _line(self) -> str:
        """A name, misspelt one time in five, with what often surrounds it."""
        name = self.random.choice(self.names)
        if self.random.random() < 0.2:
            name = name[:-1] + self.random.choice("aeiou")
        return name + self.random.choice(ADDED)


class Soak:
    """Callers against one address, and what came of their requests."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.answers: Counter[tuple[str, str]] = Counter()
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.errors: list[str] = []
        self.over = threading.Event()

    def run(self, callers: int, minutes: float, server: int) -> None:
        threads = [threading.Thread(target=self._call, args=(seed,), daemon=True) for seed in range(callers)]
        for thread in threads:
            thread.start()
        print(
            f"{'minute':>6} {'requests':>9} {'errors':>7}   each process: RSS MB / open files / threads",
            flush=True,
        )
        end = time.monotonic() + minutes * 60
        minute = 0
        while (left := end - time.monotonic()) > 0:
            time.sleep(min(60.0, left))
            minute += 1
            stated = "  ".join(state_of(pid) for pid in processes_of(server))
            print(f"{minute:>6} {self.answers.total():>9} {len(self.errors):>7}   {stated}", flush=True)
        self.over.set()
        for thread in threads:
            thread.join(timeout=60)

    def _call(self, seed: int) -> None:
        typing = Typing(seed)
        while not self.over.is_set():
            kind, request = typing.request()
            self._ask(kind, request)
            time.sleep(typing.random.uniform(0.1, 0.8))

    def _ask(self, kind: str, request: Request) -> None:
        start = time.monotonic()
        try:
            connection = http.client.HTTPConnection(self.host, timeout=60)
            connection.request(request.method, request.path, request.body, request.headers)
            answer = connection.getresponse()
            answer.read()
            connection.close()
            came = str(answer.status)
        except (OSError, http.client.HTTPException) as error:
            came = type(error).__name__
        self.seconds[kind].append(time.monotonic() - start)
        self.answers[kind, came] += 1
        waited_for_copy = kind == "offline copy" and came == "503"  # it is being made: come again
        if not came.startswith(("2", "3", "4")) and not waited_for_copy:
            self.errors.append(f"{request.method} {request.path}: {came}")

    def report(self) -> None:
        print(f"\n{'kind':<15}{'count':>7}{'median ms':>11}{'95 % ms':>9}{'max ms':>9}   answers")
        for kind, taken in sorted(self.seconds.items()):
            taken.sort()
            chosen = [taken[len(taken) // 2], taken[int(len(taken) * 0.95)], taken[-1]]
            shown = "".join(
                f"{1000 * value:>{width}.0f}" for value, width in zip(chosen, (11, 9, 9), strict=True)
            )
            came = ", ".join(
                f"{status} × {n}" for (of, status), n in sorted(self.answers.items()) if of == kind
            )
            print(f"{kind:<15}{len(taken):>7}{shown}   {came}")
        for error in self.errors[:20]:
            print(error)


def processes_of(parent: int) -> list[int]:
    """The server's process and all below it."""
    found, todo = [], [parent]
    while todo:
        pid = todo.pop()
        found.append(pid)
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            todo += [int(child) for child in children.read_text().split()]
    return sorted(found)


def state_of(pid: int) -> str:
    try:
        status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
        files = len(os.listdir(f"/proc/{pid}/fd"))
    except OSError:
        return f"{pid}: gone"
    return f"{pid}: {int(status['VmRSS'].split()[0]) // 1024} / {files} / {status['Threads'].strip()}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--callers", type=int, default=4)
    parser.add_argument("--address", help="of a server that runs already")
    parser.add_argument("--server", type=int, help="its process, whose memory is printed")
    asked = parser.parse_args()
    if asked.address:
        soak = Soak(asked.address)
        soak.run(asked.callers, asked.minutes, asked.server or os.getpid())
        soak.report()
    else:
        soak = soak_of_its_own(asked.callers, asked.minutes)
    sys.exit(1 if soak.errors else 0)


def soak_of_its_own(callers: int, minutes: float) -> Soak:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.conf import settings

    from reference.content.files import read_content
    from reference.publishing.compiler import compile_release
    from tests.sealing import seal_into
    from tests.serving import running

    with tempfile.TemporaryDirectory(prefix="kratom-soak-") as folder:
        seal_into(Path(folder) / "releases", compile_release(read_content(settings.CONTENT_DIR)))
        with running(Path(folder), workers=2, **UNLIMITED) as server:
            soak = Soak(server.address)
            soak.run(callers, minutes, server.process.pid)
            soak.report()
    return soak


if __name__ == "__main__":
    main()
