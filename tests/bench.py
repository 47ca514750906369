"""make bench: the figures of this build on this machine. Prints; asserts nothing.

The figures under load need `wrk`, those of a reader's browser Chromium.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import django

from .bench_browser import in_the_browser
from .serving import running

LIST = [
    "Seroquel XR 200 mg PO qHS", "midazolam 2 mg/mL oral syrup", "dextromethorphan 30 mg", "Suboxone 8/2 film daily",
    "Narcan nasal spray", "tacrolimus 3 mg BID", "lisinopril 10mg daily", "sertraline 50 mg", "kratom powder 5 g TID",
    "gabapentin 300 mg TID",
]  # fmt: skip
UNLIMITED = "100000000/min"


def milliseconds(work: Callable[[], object], times: int) -> str:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return f"median {statistics.median(taken):.2f} ms over {times}"


def percentiles(work: Callable[[str], object], inputs: Iterable[str]) -> str:
    taken = []
    for item in inputs:
        start = time.perf_counter()
        work(item)
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return (
        f"p50 {taken[len(taken) // 2]:.2f} ms, p99 {taken[int(len(taken) * 0.99)]:.2f} ms over {len(taken)}"
    )


def misspelt(names: list[str]) -> list[str]:
    """Each name with two neighbours swapped, a letter doubled or one left out: what fingers do."""
    made = []
    for position, name in enumerate(n for n in names if len(n) > 5):
        i = 1 + position % (len(name) - 3)
        made.append(
            (
                name[:i] + name[i + 1] + name[i] + name[i + 2 :],
                name[:i] + name[i] + name[i:],
                name[:i] + name[i + 1 :],
            )[position % 3]
        )
    return made


def look_ups(folder: Path) -> None:
    from interactions.screening.patient_context import PatientContext
    from interactions.screening.release_index import release_index
    from interactions.screening.screen import screen_medications
    from reference.release.storage.codec import decode_release
    from reference.release.storage.library import Library

    data = next(folder.glob("2*.json")).read_bytes()
    print(
        f"release            {len(data) / 1e6:.2f} MB; decode and validate {milliseconds(lambda: decode_release(data), 10)}"
    )
    loaded = Library(folder).current()
    start = time.perf_counter()
    index = loaded.derived(release_index)
    print(f"index and release_index  {(time.perf_counter() - start) * 1000:.0f} ms, once a worker")
    names = [s.name for s in loaded.release.substances]
    print(
        f"suggestions        {percentiles(loaded.names.suggest, [n[: 2 + i % 6] for i, n in enumerate(names)])}"
    )
    print(f"candidates         {percentiles(loaded.names.search, misspelt(names)[:1000])}")
    print(f"screen of 10 lines {milliseconds(lambda: screen_medications(LIST, PatientContext(), index), 50)}")
    print(f"this process       {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


def serve(data_dir: Path) -> None:
    """One worker on a port of its own: what is measured is this server and no other."""
    with running(data_dir, API_RATE=UNLIMITED, PAGE_RATE=UNLIMITED) as server:
        in_the_browser(server.address, LIST)
        if shutil.which("wrk"):
            _load(server.address, data_dir)
        else:
            print("wrk is not installed: no figures under load. On Debian and Ubuntu: apt-get install wrk")
        print(f"worker memory      {_memory(server.process.pid):.0f} MB resident")


def _load(address: str, data_dir: Path) -> None:
    script = data_dir / "screen.lua"
    body = json.dumps({"medications": LIST}).replace("\\", "\\\\").replace("'", "\\'")
    script.write_text(
        f"wrk.method = 'POST'\nwrk.body = '{body}'\nwrk.headers['Content-Type'] = 'application/json'\n",
        encoding="utf-8",
    )
    bare = _wrk(f"{address}/health/live")
    print(f"constant view      {bare:.0f} requests/s (wrk -t1 -c16 -d5s, one worker)")
    for name, path, extra in (
        ("medication, API", "/api/v1/medications/quetiapine", []),
        ("medication, page", "/medications/quetiapine/", []),
        ("screen of 10, API", "/api/v1/screen", ["-s", str(script)]),
    ):
        rate = _wrk(address + path, *extra)
        print(f"{name:<18} {rate:.0f} requests/s, {rate / bare:.2f} of the constant view")


def _wrk(url: str, *extra: str) -> float:
    output = subprocess.run(
        ["wrk", "-t1", "-c16", "-d5s", *extra, url],
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    if "Non-2xx" in output:
        raise SystemExit(f"{url}: {output}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))  # type: ignore[union-attr]


def _memory(pid: int) -> float:
    children = subprocess.run(
        ["pgrep", "-P", str(pid)], capture_output=True, encoding="utf-8", check=False
    ).stdout.split()
    statuses = [Path(f"/proc/{child}/status").read_text() for child in children or [str(pid)]]
    return max(int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) for status in statuses) / 1024  # type: ignore[union-attr]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.conf import settings

    from reference.content.files import read_content
    from reference.publishing.compiler import compile_release

    from .sealing import seal_into

    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder)
        start = time.perf_counter()
        release = compile_release(read_content(settings.CONTENT_DIR))
        print(f"read and compile   {time.perf_counter() - start:.2f} s")
        seal_into(data_dir / "releases", release)
        look_ups(data_dir / "releases")
        serve(data_dir)


if __name__ == "__main__":
    main()
