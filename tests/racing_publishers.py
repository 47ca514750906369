"""Two publishers in processes of their own, on one folder where locks do nothing, for tests/attack/test_ledger.py.

Run as a program with DATA_DIR set to an empty folder, and a number of rounds. Prints one JSON line for each round.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import django


def main(rounds: str) -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    for number in range(int(rounds)):
        connections.close_all()
        begin = time.monotonic() + 1.0
        racers = [_racer(f"{number}-{racer}", begin) for racer in ("a", "b")]
        ended = [os.waitstatus_to_exitcode(os.waitpid(racer, 0)[1]) for racer in racers]
        print(json.dumps({"published": ended.count(0), **_look(ended)}))


def _racer(slug: str, begin: float) -> int:
    """Publishes in a child: 0 published, 1 refused because of the other, 2 anything else."""
    child = os.fork()
    if child:
        return child
    import reference.release.storage.store as store
    from reference.publishing.publisher import publish_release
    from reference.publishing.reach import PublishedByAnother

    from . import world as w

    store.fcntl.flock = lambda *_: None
    content = w.world(*w.DRAWN, w.entry(f"other-{slug}", "drug", "neverseen", w.row()))
    time.sleep(max(0.0, begin - time.monotonic()))
    try:
        publish_release(by=slug, content=content)
        code = 0
    except PublishedByAnother:
        code = 1
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
        code = 2
    os._exit(code)


def _look(ended: list[int]) -> dict[str, object]:
    """The state right after the race, before anything could repair it."""
    from django.conf import settings

    from reference.publishing.ledger import in_chain
    from reference.publishing.verification import verify
    from reference.release.storage.library import Library
    from reference.release.storage.store import ReleaseStore

    found = verify(ReleaseStore(Path(settings.RELEASES_DIR)))
    current = Library(settings.RELEASES_DIR).current().manifest.version
    return {
        "current_is_the_end_of_the_chain": current == in_chain()[-1].version,
        "problems": [*found.problems, *found.missing, *(f"ended with {e}" for e in ended if e > 1)],
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
