"""Ten times the content: what loading, publishing and a look-up cost, beside what they cost today. Prints a table.

    python -m tests.attack.ten_times [--times 10]

Each interaction with one medicine is repeated for medicines that have none, under their names. Every step runs in a
process of its own, so that its memory is its own. CPU seconds, because a machine that is busy with something else
takes longer and not more.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any

import django
import msgspec

LIST = [
    "quetiapine", "tramadol 50 mg", "sertraline", "metformin", "tacrolimus", "kratom", "lisinopril", "xanax",
    "alcohol", "methadone",
]  # fmt: skip
ASKED = {
    "the form": ("/", None),
    "one medicine, answered": ("/", LIST[:1]),
    "ten medicines, answered": ("/", LIST),
    "the list of entries, filtered": ("/interactions/?severity=major", None),
    "the list of entries as CSV": ("/interactions/?format=csv", None),
    "how a rating comes about": ("/method/", None),
    "one medicine's page": ("/medications/quetiapine/", None),
    "a hundred entries from the API": ("/api/v1/interactions?limit=100", None),
    "a misspelt name from the API": ("/api/v1/medications?q=hydroxizine", None),
}
Figures = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description="What more content costs.")
    parser.add_argument("--times", type=int, default=10)
    times = parser.parse_args().times
    columns = []
    for factor in (1, times):
        with tempfile.TemporaryDirectory(prefix="kratom-content-") as folder:
            columns.append(run_steps(Path(folder), factor))
    print(f"{'':50}{'× 1':>12}{f'× {times}':>12}")
    for name in columns[0]:
        print(f"{name:50}{columns[0][name]:>12}{columns[1][name]:>12}")


def run_steps(data_dir: Path, factor: int) -> Figures:
    figures: Figures = {}
    for step in STEPS:
        print(f"× {factor}: {step} …", file=sys.stderr, flush=True)
        done = subprocess.run(
            [sys.executable, "-c", f"from tests.attack.ten_times import run; run({step!r}, {factor})"],
            env={**os.environ, "DATA_DIR": str(data_dir), "DATABASE_URL": "", "PAGE_RATE": "1000000/min"},
            stdout=subprocess.PIPE,
            check=True,
        )
        figures |= json.loads(done.stdout.splitlines()[-1])
    return figures


def run(step: str, factor: int) -> None:
    """In a process of its own."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.conf import settings

    shipped, settings.CONTENT_DIR = settings.CONTENT_DIR, settings.DATA_DIR / "content"
    figures = STEPS[step](shipped, factor)
    print(json.dumps(figures))


def write_content(shipped: Path, factor: int) -> Figures:
    from django.conf import settings

    from reference.content.exporter import export_content
    from reference.content.files import read_content

    content = read_content(shipped)
    interactions, medications = repeated(content, factor)
    content = msgspec.structs.replace(content, interactions=interactions, medications=medications)
    settings.CONTENT_DIR.mkdir()
    export_content(content, settings.CONTENT_DIR)
    shutil.copytree(shipped / "vocabulary", settings.CONTENT_DIR / "vocabulary")
    return {"interactions": len(interactions), "medicines with roles": len(medications)}


def repeated(content: Any, factor: int) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Interactions and medications with `factor` times the interactions, as far as there are medicines without one."""
    own = {m.slug: m for m in content.medications}
    templates = [i for i in content.interactions if i.target.level == "drug" and i.target.slug in own]
    taken = set(own) | {i.slug for i in content.interactions}
    free = [s for s in content.substances if s.slug not in taken]
    wanted = (factor - 1) * len(content.interactions)
    interactions, medications = list(content.interactions), list(content.medications)
    for substance, template in zip(free[:wanted], cycle(templates), strict=False):
        target = msgspec.structs.replace(template.target, slug=substance.slug)
        title = f"{substance.name} and kratom"
        interactions.append(
            msgspec.structs.replace(template, slug=substance.slug, title=title, target=target)
        )
        like = own[template.target.slug]
        medications.append(
            msgspec.structs.replace(
                like, slug=substance.slug, name=substance.name, names=(), answers_factor=None
            )
        )
    return tuple(interactions), tuple(medications)


def load(shipped: Path, factor: int) -> Figures:
    from django.conf import settings
    from django.core.management import call_command

    from reference.content.loader import load_content, shipped_content_account

    call_command("migrate", verbosity=0)
    account = shipped_content_account()
    with measured("load") as figures:
        load_content(settings.CONTENT_DIR, by=account, bootstrap=True)
    return figures | peak("load")


def publish(shipped: Path, factor: int) -> Figures:
    from django.conf import settings

    from reference.publishing.compiler import check_release, compile_release, gather_approved
    from reference.publishing.publisher import publish_compiled

    with measured("gather and compile") as figures:
        release = compile_release(gather_approved())
    with measured("gate") as gate:
        check_release(release)  # it finds invented entries, as it should; only its cost is measured
    with measured("seal and store") as sealed:
        published = publish_compiled(release, [], by="ten times")
    size = sum(path.stat().st_size for path in settings.RELEASES_DIR.glob(f"{published.manifest.version}*"))
    return figures | gate | sealed | peak("publish") | {"sealed file, kB": size // 1000}


def look_up(shipped: Path, factor: int) -> Figures:
    from django.test import Client

    from interactions.offline.copy import offline_copy
    from interactions.screening.release_index import release_index
    from reference.release.storage.library import current_release

    with measured("read and verify a release") as figures:
        loaded = current_release()
    with measured("prepare it for look-ups") as prepared:
        loaded.derived(release_index)
    figures |= prepared | resident("worker")
    client = Client(HTTP_HOST="127.0.0.1")
    for name, (path, medicines) in ASKED.items():
        figures[f"{name}, first / best ms"] = first_and_best(
            lambda path=path, medicines=medicines: ask(client, path, medicines)
        )
    with measured("offline copy") as copied:
        copy = loaded.derived(offline_copy)
    return (
        figures
        | copied
        | {"offline copy, compressed, kB": len(copy.compressed) // 1000}
        | resident("worker at the end")
    )


def ask(client: Any, path: str, medicines: list[str] | None) -> None:
    answer = (
        client.get(path) if medicines is None else client.post(path, {"medications": "\n".join(medicines)})
    )
    if answer.status_code != 200:
        raise SystemExit(f"{path}: {answer.status_code}")


def first_and_best(work: Callable[[], None]) -> str:
    """CPU milliseconds of the first of four and of the fastest: pages that ask nothing are kept once they are made."""
    taken = []
    for _ in range(4):
        start = time.process_time()
        work()
        taken.append(round((time.process_time() - start) * 1000))
    return f"{taken[0]} / {min(taken)}"


@contextmanager
def measured(name: str) -> Iterator[Figures]:
    """CPU seconds of the block, in the dictionary that it yields."""
    figures: Figures = {}
    start = time.process_time()
    yield figures
    figures[f"{name}, CPU s"] = round(time.process_time() - start, 2)


def peak(name: str) -> Figures:
    return {f"{name}, memory at most, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def resident(name: str) -> Figures:
    status = Path("/proc/self/status").read_text()
    [line] = [line for line in status.splitlines() if line.startswith("VmRSS")]
    return {f"{name}, memory, MB": int(line.split()[1]) // 1024}


STEPS: dict[str, Callable[[Path, int], Figures]] = {
    "content": write_content,
    "load": load,
    "publish": publish,
    "look-ups": look_up,
}

if __name__ == "__main__":
    main()
