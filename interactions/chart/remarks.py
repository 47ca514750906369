"""Ordinary words around a medicine's name, as data: conditions it is taken for, and what may stand behind a name."""

from __future__ import annotations

import re

from . import heading_words as headings
from .words import phrase_set

# fmt: off
CONDITIONS = phrase_set("""
    adhd, add, afib, agitation, alcoholism, allergies, angina, anxiety, arthritis, asthma, bipolar, bph, cad, cancer, chf, cirrhosis,
    ckd, copd, cough, cramps, cravings, dementia, depression, diabetes, diarrhea, disorder, dm, dm2, dvt, eczema, epilepsy,
    esrd, etoh, fibromyalgia, fever, gad, gerd, gout, headache, headaches, hcv, hep, hepatitis, hiv, hld, hlp, htn,
    hyperlipidemia, hypertension, hypothyroid, hypothyroidism, ibs, infection, insomnia, itching, mdd, migraine, migraines,
    mood, mat, moud, nausea, nerves, neuropathy, obesity, ocd, osa, osteoarthritis, oud, aud, sud, panic, parkinson's, parkinsons, pe, ptsd, psychosis,
    reflux, rls, schizophrenia, sciatica, seizure, seizures, sle, sleep, spasm, spasms, stroke, tia, uti, vertigo,
    withdrawal, bp, pressure, blood, heart, cholesterol, thyroid, nerve, muscle, back, neck, joint
""")
WITH_A_CONDITION = phrase_set("""
    acute, allergic, and, alcohol, anterior, chronic, controlled, disease, failure, generalized, high, history, hx, i, ii, iii, iv, in, major,
    low, mild, moderate, of, on, opioid, pain, poorly, family, remission, severe, stable, stage, the, treated, type, uncontrolled, use, with, h/o, s/p
""")
"""Words that stand beside a condition: `chronic back pain`, `CKD stage 4`."""
BEHIND_A_NAME = phrase_set("""
    bar, bars, ciwa, protocol, load, loading, infusion, gtt, drip, taper, rescue, induction, maintenance, initiation, detox,
    bridge, script, scripts, pills, sticks, footballs, home, supply, use, user, user's, misuse, dependence, therapy, treatment,
    started, without, benefit, relief, now, tonight, instead, too, please, also, sometimes, again, already, regularly, recently, only, though, pre, post
""")
"""Words directly behind a name that change nothing of what it holds."""
OF_OTHERS_OR_NOT_TAKEN = phrase_set("""
    family, fh, fhx, mother, father, mom, dad, mum, brother, sister, son, daughter, wife, husband, neighbor, neighbour,
    like, similar, instead, non, anti, without, never, no, not, avoid, avoids, versus, vs, study, trial, low, deficiency, deficient,
    elevated, serum, levels, level, screen, screening, test, tested, tox, toxicology, uds, urine, positive, negative, allergic, allergy,
    intolerant, intolerance, tolerate, interaction, interactions, how, what, why, which, whether, should, risk, risks, diet, juice, scan,
    labeled, labelled, instructions, auth, authorization, declined, refused, free, food
""")
"""With one of these before a name the line may not say that this patient takes it."""
# fmt: on
_WORD = re.compile(r"[^\W_][\w'’/]*")


def is_condition(text: str) -> bool:
    """Whether the words are a condition and nothing else: `COPD`, `CKD stage 4`, `chronic back pain`."""
    said = [word.strip("/'’") for word in _WORD.findall(text.lower()) if not word.isdigit()]
    beside = CONDITIONS | WITH_A_CONDITION
    known = bool(said) and all(word in beside for word in said)
    return known and any(word in CONDITIONS or word == "pain" for word in said)


def is_condition_label(label: str) -> bool:
    """`HIV:`, `Chronic pain:` head a medicine. `Pain:`, `BP:` head a value."""
    return is_condition(label) and label.strip().lower() not in headings.VITAL_SIGNS
