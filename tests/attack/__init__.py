"""Attacks that a maintainer reruns before a release: `make attack`, about a quarter of an hour on two cores.

Each module tells in its first lines what it attacks and what must hold. What is quick enough for every run stands in
tests/guarantees/ instead. Two programs print figures and assert nothing:

    python -m tests.attack.soak --minutes 60     a mixed load on a served site: errors, memory, open files a minute
    python -m tests.attack.ten_times             ten times the content: load, publish, look-up, memory
"""
