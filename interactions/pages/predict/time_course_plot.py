"""What is left after the last dose, as a band between the shortest and the longest measured half-life.

It shows why effects outlast stopping. It is not a waiting time, and every drawing says so: intervals before a medicine
come from the practice notes alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from interactions.pharmacokinetics.units import Hours, PerHour
from interactions.pharmacokinetics.washout import BandPoint, Recovery, alkaloid_band, recovery_band
from reference.release.schema.kratom import Measurement
from reference.release.schema.prediction import ModelConstant
from reference.release.storage.library import LoadedRelease
from reference.views.kratom.measurements import Measured, measured, plain
from reference.views.kratom.plot_axis import Tick

DAYS = 14
SHOWN_DAYS = (0, 1, 2, 3, 5, 7, 10, 14)
HALF_LIFE = "t_half"
ALKALOID = "mitragynine"
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 360, 262, 44, 350, 36, 214
LEGEND_DROP = 92


class BandPlot(NamedTuple):
    """One band with its table, in user units of the view box."""

    key: str
    title: str
    description: str
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    days: tuple[Tick, ...]
    percents: tuple[Tick, ...]
    area: str
    upper: str
    lower: str
    upper_label: str
    lower_label: str
    legend_drop: int  # moved down if the band covers its usual place
    heading: str
    clock: str  # what the days are counted from
    caption: str
    rows: tuple[tuple[int, str], ...]  # day, "31–78%"
    rests_on: tuple[Measured, ...]


def mitragynine_left(loaded: LoadedRelease) -> BandPlot | None:
    """None if the release has no numeric half-life of mitragynine."""
    alkaloid = loaded.by_slug("alkaloids").get(ALKALOID)
    items = alkaloid.pharmacokinetics if alkaloid else ()
    known = [i for i in items if i.parameter == HALF_LIFE and i.value is not None and i.unit in Hours.units]
    if not known:
        return None
    lives = sorted(Hours.of(item.value or 0, item.unit) for item in known)
    short, long = lives[0], lives[-1]
    return _plot(
        key="mitragynine-left",
        title="Mitragynine left after the last dose: not a waiting time",
        heading="Share of mitragynine left",
        clock="days after the last dose",
        caption=(
            "The band runs from the shortest to the longest average half-life reported in people, each listed "
            "below; single people lie outside it. It draws the terminal phase alone, so the first day is drawn "
            "too high. It says nothing on 7-OH products or on withdrawal."
        ),
        band=alkaloid_band(_times(), short, long),
        upper_label=f"half-life {plain(long.value)} h",
        lower_label=f"half-life {plain(short.value)} h",
        rests_on=[measured(item) for item in known],
    )


def enzyme_regained(enzyme: str, turnover: Sequence[ModelConstant]) -> BandPlot | None:
    """How much of the lost enzyme is replaced once its inactivation ends. None without a turnover rate."""
    known = [i for i in turnover if i.unit in PerHour.units and list(_ends(i))]
    if not known:
        return None
    rates = sorted(PerHour.of(value, item.unit) for item in known for value in _ends(item))
    slow, fast = (Recovery(kdeg=rate, activity_at_stop=0.0) for rate in (rates[0], rates[-1]))
    return _plot(
        key=f"{enzyme.lower()}-regained",
        title=f"{enzyme} made anew after inactivation ends: not a waiting time",
        heading=f"Share of the lost {enzyme} regained",
        clock="days after inactivation has ended",
        caption=(
            f"The band runs from the slowest to the fastest turnover of {enzyme} on record, each listed below. It "
            "starts from complete loss, at the moment when nothing inactivates the enzyme any more: while "
            "mitragynine remains, recovery is slower. None of it was measured with kratom."
        ),
        band=recovery_band(_times(), slow, fast),
        upper_label=f"kdeg {plain(rates[-1].value)} per h",
        lower_label=f"kdeg {plain(rates[0].value)} per h",
        rests_on=[measured(item)._replace(label=f"kdeg, {item.site or 'site not given'}") for item in known],
    )


def _ends(item: Measurement) -> Iterable[float]:
    return (n for n in (item.low, item.value, item.high) if n is not None)


def _times() -> list[Hours]:
    return [Hours.of(quarter / 4, "d") for quarter in range(4 * DAYS + 1)]


def _plot(
    *,
    key: str,
    title: str,
    heading: str,
    clock: str,
    caption: str,
    band: Sequence[BandPoint],
    upper_label: str,
    lower_label: str,
    rests_on: Sequence[Measured],
) -> BandPlot:
    upper = [_place(p.after, p.high) for p in band]
    lower = [_place(p.after, p.low) for p in band]
    at_day = {round(p.after.value / 24, 2): p for p in band}
    rows = tuple((day, _percent_range(at_day[day])) for day in SHOWN_DAYS)
    return BandPlot(
        key=key,
        title=title,
        description=f"{heading}. " + "; ".join(f"day {day}: {words}" for day, words in rows) + ".",
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=RIGHT,
        top=TOP,
        bottom=BOTTOM,
        days=tuple(Tick(_x(day), str(day)) for day in range(0, DAYS + 1, 2)),
        percents=tuple(Tick(_y(percent / 100), f"{percent}%") for percent in (0, 25, 50, 75, 100)),
        area=" ".join([*upper, *reversed(lower)]),
        upper=" ".join(upper),
        lower=" ".join(lower),
        upper_label=upper_label,
        lower_label=lower_label,
        legend_drop=LEGEND_DROP if band[-1].high > band[0].high else 0,
        heading=heading,
        clock=clock,
        caption=caption,
        rows=rows,
        rests_on=tuple(rests_on),
    )


def _percent_range(point: BandPoint) -> str:
    low, high = f"{100 * point.low:.0f}", f"{100 * point.high:.0f}"
    return f"{low}%" if low == high else f"{low}–{high}%"


def _x(days: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * days / DAYS, 1)


def _y(share: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * share, 1)


def _place(after: Hours, share: float) -> str:
    return f"{_x(after.value / 24)},{_y(share)}"
