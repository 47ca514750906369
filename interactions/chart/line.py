"""One line of a chart: name, strength, form, route, frequency and status. No typed text is lost."""

from __future__ import annotations

import msgspec

from reference.release.schema.terms import RouteClass

from .dosing import DailyAmount, daily_amount, read_route, read_strength, times_a_day
from .frames import behind, without_instructions
from .labels import label_of
from .marks import mark_line, route_of
from .names import read_names
from .noise import (
    INSTRUCTION,
    after_denial,
    after_instruction,
    why_not_a_medicine,
)
from .question import without_question
from .route import forms_of, route_class
from .status import LineStatus, read_status
from .switches import at_switches
from .text import cleaned


class ChartLine(msgspec.Struct, frozen=True):
    """A line as it was read.

    `name_texts` are tried in order, longest first. A later one never drops a part of a mixture. `unread`
    are words that were not recognised; they may be names and are looked up separately.
    """

    text: str
    name_texts: tuple[str, ...] = ()
    strength: str | None = None
    form: str | None = None
    route: str | None = None
    route_class: RouteClass = RouteClass.SYSTEMIC
    frequency: str | None = None
    release: str | None = None
    status: LineStatus = "current"
    status_words: str | None = None
    not_a_medicine: str | None = None
    times_a_day: int | None = None  # None if not read, not daily, or only as needed
    daily_amount: DailyAmount | None = None
    unread: tuple[str, ...] = ()
    body: str = ""  # what was read: without the label and the denial before it
    behind: str = ""  # of a line that is no medicine: where it may still name one


def read_chart_line(text: str) -> ChartLine:
    """Read one line. Accepts any text; MOST_READ bounds the time.

    Of two medicines of which one was stopped (`Lexapro, since stopping Zoloft`) the other is read; the words about the
    stopped one are unread.
    """
    plain = without_question(cleaned(text))
    parts = at_switches(plain)
    if len(parts) > 1:
        for number, part in enumerate(parts):
            read = _read(text, part)
            if read.status == "current" and read.name_texts:
                return msgspec.structs.replace(
                    read, unread=(*read.unread, *parts[:number], *parts[number + 1 :])
                )
    return _read(text, plain)


def _read(text: str, plain: str) -> ChartLine:
    label, line = label_of(plain)
    marks = mark_line(without_instructions(after_denial(line)))
    if marks.of("strength") and (taken := after_instruction(marks.text)) != marks.text:
        marks = mark_line(taken)
    names, unread = read_names(marks)
    reason = why_not_a_medicine(label, marks, named=bool(names))
    status, status_words = read_status(label, marks)
    forms, routes = forms_of(marks), [route_of(m.text) for m in marks.of("route")]
    return ChartLine(
        text=text,
        name_texts=() if reason else names,
        strength=read_strength(marks, names),
        form=forms[0] if forms else None,
        route=read_route(forms, routes),
        route_class=route_class(marks, forms, routes),
        frequency=marks.texts("frequency"),
        release=marks.texts("release"),
        status=status,
        status_words=status_words,
        not_a_medicine=reason,
        times_a_day=times_a_day(marks),
        daily_amount=daily_amount(marks),
        unread=() if reason else unread,
        body=marks.text,
        behind=behind(reason, line if reason != INSTRUCTION else plain) if reason else "",
    )
