"""Releases are in the order of their links, even if the clock of the publishing machine was wrong."""

from __future__ import annotations

import datetime as dt
from itertools import permutations
from typing import NamedTuple

import msgspec

from reference.release.storage.chain import in_order
from reference.release.storage.store import ReleaseStore, Withdrawal, newest_good
from tests import world as w
from tests.sealing import PUBLISHED, seal_into


class Sealed(NamedTuple):
    checksum: str
    previous_checksum: str | None
    seconds: int = 0

    @property
    def published_at(self) -> dt.datetime:
        return PUBLISHED + dt.timedelta(seconds=self.seconds)


def names(links) -> str:
    return "".join(link.checksum for link in links)


def test_a_clock_that_was_set_back_or_far_ahead_changes_no_order():
    chain = [Sealed("a", None, 9), Sealed("b", "a", 4), Sealed("c", "b", 10**9), Sealed("d", "c", 1)]
    for shuffled in permutations(chain):
        assert names(in_order(shuffled)) == "abcd"


def test_the_ledger_is_empty_where_the_manifest_has_no_value():
    assert names(in_order([Sealed("b", "a"), Sealed("a", "")])) == "ab"


def test_a_piece_whose_predecessor_is_lost_keeps_its_own_order_and_is_placed_by_its_clock():
    broken = [Sealed("e", "d", 1), Sealed("d", "lost", 5), Sealed("b", "a", 3), Sealed("a", None, 2)]
    for shuffled in permutations(broken):
        assert names(in_order(shuffled)) == "abde"


def test_every_link_is_kept_once_even_in_a_fork_or_a_circle():
    links = [
        Sealed("a", None, 1),
        Sealed("b", "a", 2),
        Sealed("c", "a", 3),
        Sealed("x", "y", 9),
        Sealed("y", "x", 9),
    ]
    for shuffled in permutations(links):
        assert sorted(names(in_order(shuffled))) == ["a", "b", "c", "x", "y"]
        assert names(in_order(shuffled))[2:] == "abc"


def test_the_newest_good_release_is_the_last_of_the_chain_though_its_clock_was_behind(tmp_path):
    for number, seconds in ((1, 0), (2, 60), (3, 55)):
        seal_into(tmp_path, w.world(), f"2026.11.{number}", PUBLISHED + dt.timedelta(seconds=seconds))
    index = ReleaseStore(tmp_path).read_index()
    assert newest_good(index) == "2026.11.3"
    gone = msgspec.structs.replace(
        index.releases["2026.11.3"], withdrawn=Withdrawal(at=PUBLISHED, reason="x")
    )
    index = msgspec.structs.replace(index, releases={**index.releases, "2026.11.3": gone})
    assert newest_good(index) == "2026.11.2"


def test_followers_of_one_release_stand_by_their_clocks_each_with_what_follows_it():
    links = [Sealed("a", None, 1), Sealed("b", "a", 2), Sealed("c", "a", 3), Sealed("d", "b", 9)]
    for shuffled in permutations(links):
        assert names(in_order(shuffled)) == "abdc"


def test_two_that_follow_nothing_stand_by_their_clocks_and_equal_clocks_by_their_checksums():
    for shuffled in permutations([Sealed("z", None, 1), Sealed("x", None, 2), Sealed("y", "", 2)]):
        assert names(in_order(shuffled)) == "zxy"


def test_no_release_is_in_no_order():
    assert in_order([]) == []
