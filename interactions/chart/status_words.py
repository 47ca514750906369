"""The words of a status, as data: what means stopped, what only seems to, what means current."""

from __future__ import annotations

from .words import listed, phrase_set

# fmt: off
STOPPED = listed("""
    stopped, stopping, discontinued, discontinue, d/c'd, d/ced, d/cd, d/c, d/c'ed, dc'd, dcd, dced, dc'ed,
    ceased, quit, no longer taking, no longer takes, no longer on, no longer using, no longer uses, not
    taking, not currently taking, not on, not using, was on, was taking, used to take, used to use, used
    to be on, previously on, previously took, previously taking, previously, formerly, formerly on, past
    use of, prior use of, history of, hx of, h/o, weaned off, came off, tapered off, been off, taken off,
    now off, went off, finished, completed, completed course, withdrawn, stop, former, inactive, not
    currently, was previously on, was previously taking, used to drink, used to smoke, self discontinued,
    self d/c'd, does not take, doesn't take, does not use, doesn't use, sober, abstinent, no longer drinks,
    no longer drinking, patient not taking, pt not taking, finished course of,
    completed course of, finished a course of, completed a course of, cancelled, canceled, aborted, entered in error,
    not taken, ended, revoked, replaced, replaces, replacing, in place of, instead of,
    no longer needed, no longer prescribed, discontinuing, has tried, have tried, had tried, has failed, abgesetzt
""")
NOT_TAKEN = phrase_set("""
    not taking, not currently taking, not on, not using, does not take, doesn't take, does not use, doesn't use,
    patient not taking, pt not taking
""")
"""Of a medicine on the list these say that it is not taken any more; of kratom, that it is not used."""
STOPPED_AT_START = listed("off, past, previous, prior, ex")
NOT_REALLY_STOPPED = listed("""
    stop date, stop if, stop when, stop before, stop after, d/c home, d/c meds, d/c med, d/c date, d/c on,
    replaced last, d/c summary, d/c instructions, d/c paperwork, d/c plan, d/c list, d/c orders, d/c rx, d/c to, history of allergy, never stopped, not stopped, has not stopped, hasn't stopped,
    did not stop, didn't stop, to just stop, just stop, ended up, not to stop,
    never to stop, never to just stop, not to just stop, never just stop, never stop, not stop, don't stop, do not stop, without stopping, then stop, and stop, then off, then
    discontinue, then d/c, to stop, quit smoking, stopped smoking
""")
"""Phrases that contain a stopping word but mean something else: kept as status words, and the line stays current."""
STOP_CONDITIONS = listed("if, when, before, after, unless, by")
"""`Stop if rash` stops nothing."""
CURRENT_WORDS = listed("""
    on hold, held, holding, hold, paused, suspended, started, starting, start, to start, will start,
    restarted, resumed, resume, planned, increased, increase, decreased, decrease, tapering, taper,
    tapering off, last dose, last took, last taken, last used, last use, end date, start date, new,
    titrating, switched from, transitioned from, transitioned, converted from, converted, rotated from, switched, last filled, last fill, last refill, last given, last inj, last injection, filled,
    due, due on, next due, next dose, next dose due, next injection, ran out, ran out of, tapered,
    plan to start, plans to start, planning to start, plan to begin, weaning off, weaning, wean, will begin, changed, changed from, changed to, hasn't taken, has not taken, haven't taken, restart, back on, taking again
""")
RESTARTED = listed("restarted, resumed, resume, restart, back on, taking again")
NEGATIONS = listed("""
    do not, don't, dont, not, never, without, didn't, did not, hasn't, has not, should not, shouldn't,
    cannot, can't, won't, will not, haven't, have not, not to
""")
OF_PEOPLE = phrase_set("""
    auth, authorization, doctor, dr, gp, md, nurse, np, pa, pcp, pharmacy, physician, prescribed, prescriber, provider, psychiatrist
""")
"""Behind a stopping word these say whom or what it speaks of: `former nurse`, `previously prescribed by`, `prior auth`."""
