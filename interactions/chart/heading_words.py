"""Words of lines that name no medicine, as data: headings, labels, vital signs, denials, instructions."""

from __future__ import annotations

from .words import listed, phrase_set

# fmt: off
HEADING_WORDS = phrase_set("""
    active, admission, admitting, and, as, assessment, at, by, changed, chart, comments, continue,
    counter, current, daily, date, diagnoses, diagnosis, directions, discharge, discharged, discontinued,
    dose, drug, drugs, end, exam, family, fh, for, former, frequency, held, herbal, herbals, history,
    home, hpi, in, inactive, indication, inpatient, instructions, is, list, mar, med, medical, medication,
    medications, medicine, medicines, meds, mouth, name, needed, new, note, notes, objective, of, on,
    order, orders, otc, other, outpatient, over, past, patient's, plan, pmh, prescriber, prescription,
    prescriptions, present, previous, prn, problem, problems, provider, psh, qty, quantity,
    reconciliation, recreational, refills, regimen, regular, reported, reviewed, ros, route, rx,
    scheduled, sh, sig, social, start, status, stop, stopped, strength, subjective, substance, substances,
    supplement, supplements, surgical, taking, the, today's, todays, total, type, unchanged, use, uses,
    vitamins, with, freq, taken, given, last, dosage, form, class, comment, prior, to, facility, administered,
    hx, shx, previously, these, how, you, take, stopping, failed, tried, trial, trials, psychiatric, held, hold,
    consumption, lifestyle, habits, listed, historical, ended, changes,
    pre, post, pta, this, visit, long, term, acute, repeat, repeats, hospital, clinic, administration, record,
    started, currently, disp, rfl, where, d, c, during, encounter, fill, written, sold, remaining, dispense, refill, reason, stopping, get, pmhx, tto, tta, ttos, ttas, including, supplies, pending, non, va, count, was, sent, details, information, infusions, infusion, continuous, continued, smoking, change, do, not, no, longer, your, should, medicines, psychotropic, psychotropics, psych, mat, moud, oud, old, used, been, has, have, were, was
""")
ABOUT_LABELS = phrase_set("""
    reason, rfl, disp, comments, date, directions, dose, end, frequency, indication, instructions, prescriber, provider, qty,
    quantity, refills, route, sig, status, strength, type, class, comment, dispense, dispensed
""")
"""Labels of a column that says something about a medicine named elsewhere."""
LIST_LABELS = phrase_set("""
    med, meds, medication, medications, medicine, medicines, rx, prescriptions, current, currently, taking, takes,
    home, supplements, supplement, otc, herbals, herbal, stopped, discontinued, past, previous, previously, trials,
    inactive, active, drug, acute, repeat, repeats, started, new, changed, continue, stop, start, social, assessment, plan, psh, pmh, pmhx, hpi
""")
"""With one of these a label begins a list, or ends the list before it."""
STOPPED_HEADINGS = phrase_set("""
    discontinued, former, inactive, past, previous, previously, stopped, stop, stopping, tried, failed, trials,
    ended, historical, old, quit, cancelled, canceled, expired
""")
NOT_STOPPED_HEADINGS = phrase_set("""
    date, start, history, hx, problem, problems, diagnosis, diagnoses, medical, surgical, family, social,
    smoking, smoker, tobacco, drinking, alcohol, last, dose
""")
"""With one of these, the words above head a column, or a history that is not a medication list."""
NOT_STOPPED_BELOW = phrase_set("""
    current, currently, keep, continue, resume, ask, review, contact, call, also, you, your, takes, taking, still, now, home, start, new,
    patient, please, outpatient, inpatient, follow, discuss, speak, other
""")
"""A line that begins with one of these, and has no dose, ends a section of stopped medicines."""
DETAIL_STARTS = listed("""
    commonly known as, also known as, generic name, generic for, brand name, what changed, med name, other names,
    last time this was given, refills remaining, prescribed by, ordered by, authorized by, dispensed by, last filled on,
    gp to continue, next fill, quantity remaining, common brand name, common brand names, associated diagnoses, pharmacy comments, patient comments, comments
""")
"""A line that begins so says more about the medicine above it."""
FURNITURE = phrase_set("""
    remove, details, request a refill, request refill, request refills, refill, refills, learn more, approved by,
    view details, show more, show less, add a medication, add medication, edit, print, print list, cancel, save, back,
    next, mark as not taking, not taking anymore, report a problem, i am not taking this, i'm taking this,
    mark all as reviewed, this information is correct, pharmacy details, manage my pharmacies, prescription details,
    medication details, refill details, view medication, view all, see all, help, close, menu, home, log out,
    ask your doctor, ask your pharmacist,
    information about your medicine, your medication list, my medications, search, filter, sort, sort by, filled,
    unable to find, non formulary, nonformulary, total medications, no active allergies, disp, rfl, qty, days
""")
"""A whole line of these words is a button or a label of a portal or an export."""
NONE_WORDS = phrase_set("""
    no regular medications, no medications, no meds, none, n/a, na, not applicable, nothing, no home
    medications, unknown, nil, no current medications, no medicines, none known, nil regular, as above, see
    above, as below, see below, none reported, none recorded, nkm, no rx
""")
MEDICINE_WORDS = phrase_set("med, meds, medication, medications, medicine, medicines, prescriptions")
NO_WORDS = phrase_set("no, not, none, nil, never, denies, without")
NO_MEDICINE_WORDS = MEDICINE_WORDS | NO_WORDS | phrase_set("""
    a, any, all, are, at, currently, current, daily, documented, facility, administered, for, home, he, is,
    known, listed, new, of, on, other, otc, patient, prescribed, prescription, present, pt, recorded, regular,
    regularly, reports, scheduled, she, states, take, takes, taking, the, this, time, today, use, uses, visit
""")
"""A line of only these, with at least one word of each of the two sets above, says that there is no medicine."""
DENIALS = listed("""
    denies, denied, denying, negative for, never used, never took, never taken, never tried, has never used,
    has never taken, has never tried, no, does not drink, doesn't drink, don't drink, do not drink, non
    drinker, nondrinker, never drinker, teetotal, teetotaler, teetotaller, lifetime abstainer, never smoker,
    never smoked, nonsmoker, non smoker, declined, declines, refused, refuses
""")
NOT_DENIALS = listed("no longer, no more than, no doz, no doze, no change, no changes")
AFFIRMED = phrase_set("""
    takes, taking, uses, using, on, but, drinks, smokes, reports, admits, endorses, does, has, currently, now,
    positive, except
""")
"""An item of a denial list with one of these is not denied."""
DENIED_AFTER = phrase_set("""
    denies, denied, never, negative, neg, no, none, nil, non, nondrinker, nonuser, nonuse, use, used, user
""")
EXCEPTIONS = listed("""
    but, except, except for, however, other than, besides, apart from, aside from, although, only, endorses,
    admits, admits to, reports, does use, does take, does drink
""")
"""What follows these words is taken, although the line began with a denial."""
SMOKING_WORDS = listed("""
    tobacco, cigarette, cigarettes, cigar, cigars, ppd, pack, packs, smoker, smokers, nonsmoker, smoking, smokes,
    smoked
""")
ALLERGY_STEMS = ("allerg", "toler", "adr", "adverse", "sensitiv", "reaction", "nka", "nkd", "n.k")
"""A line without any of these is not an allergy, so the slower patterns are skipped."""
NOT_A_REGIMEN = phrase_set("once, sometimes, occasionally, occasional, rarely")
"""Frequencies that may describe a reaction as well as a medicine."""
ALLERGY_COLUMNS = phrase_set("""
    and, reaction, reactions, severity, noted, type, date, list, status, comments, comment, reviewed, updated,
    verified, on, as, of, the, following, allergen, allergens, agent, drug, substance, drugs, contraindications,
    contraindication, adverse, include, including, known, medication, medications, food, intolerances, side,
    effects, source, s, unverified, last
""")
"""If an allergy heading has no other words than these, its items are on the following lines."""
REACTIONS = phrase_set("""
    anaphylaxis, anaphylactic, angioedema, rash, rashes, hives, urticaria, itching, itch, itchy, pruritus,
    swelling, swollen, wheeze, wheezing, bronchospasm, dyspnea, dyspnoea, sob, nausea, vomiting, vomits, n/v,
    gi, upset, diarrhea, diarrhoea, stevens-johnson, sjs, ten, dress, blister, blisters, flushing, hypotension,
    syncope, dystonia, eps, myalgia, reaction, allergy, allergic, intolerance, intolerant, unknown, unspecified,
    confusion, hallucinations, cough, palpitations, headache, dizziness, seizure, nms, cramps, hepatitis
""")
INSTRUCTION_STARTS = listed("""
    see, call, contact, refer, follow up, f/u, return, avoid, do not, don't, check, monitor, please,
    continue current, continue all, continue same, continue home, no change, no changes, recheck, labs,
    schedule, bring, wear, store, keep, shake, may cause, rinse, drink plenty, elevate, review, discuss,
    seek, go to, consult, repeat labs, needs, advised, educated, counselled, counseled, remember, if you,
    if symptoms, when to, return to, discard, wash, rest and, swallow whole, last reviewed, last updated, these medications were sent, your medications were sent, where to get,
    pick up these medications,
    reviewed, verified, reconciled, discussed, meds reviewed, medications reviewed, page, printed, generated, see attached
""")
NOT_TO_BE_TAKEN = phrase_set("avoid, not, don't, dont, never")
"""With one of these an instruction says that what it names is not taken."""
PERSONAL_LABELS = listed("""
    patient, patient name, pt name, dob, date of birth, mrn, nhs, nhs no, nhs number, phone, tel,
    telephone, address, insurance, pcp, gp, provider, pharmacy, physician, doctor, age, sex, gender,
    email, ward, room, bed, account, visit, encounter, next of kin, occupation, reviewed by, signed by,
    electronically signed by, prescribed by, ordered by, ordering provider, authorizing provider, author,
    attending, informant, interpreter, dispensed by
""")
VITAL_SIGNS = listed("""
    bp, b/p, blood pressure, hr, heart rate, pulse, rr, resp rate, respiratory rate, temp, temperature,
    spo2, o2 sat, o2 sats, sao2, sats, oxygen saturation, wt, weight, ht, height, bmi, pain, pain score,
    gcs, egfr, gfr, crcl, creatinine, scr, inr, hba1c, a1c, qtc, wbc, hgb, hb, plt, platelets, alt, ast,
    ldl, hdl, tsh, cows, phq-9, gad-7, ciwa, map, bun, cr, troponin, lactate, vitals, vs
""")
ALLERGY_PRODUCTS = phrase_set("""
    alaway, zyrtec, alavert, pataday, for, piriton, seasonal, flonase, xyzal, sensimist, allegra, tylenol,
    prn, zaditor, nasacort, benadryl, claritin, dimetapp, rhinocort, sudafed
""")
"""With one of these, `allergy` is part of a product or a reason to take it, not an allergy of the patient."""
REASONS = phrase_set("""
    acute, adhd, agitation, allergies, anxiety, asthma, back, bed, bipolar, breakfast, cholesterol,
    chronic, constipation, copd, cough, cramps, cravings, day, depression, diabetes, diarrhea, dinner,
    energy, epilepsy, evening, fever, focus, food, gerd, headache, headaches, hyperlipidemia,
    hypertension, infection, insomnia, itch, itching, knee, lunch, lunchtime, meals, migraine, migraines,
    mild, moderate, mood, morning, nausea, night, pain, panic, ptsd, rash, reflux, seizures, severe,
    sleep, spasm, spasms, supper, swelling, then, time, water, withdrawal, fifth, pint, handle, bottle, glass,
    year, years, next, therapy, drug, illicit, other, recreational
""")
"""Why or with what a medicine is taken: not medicines, although written between commas."""
COMMA_TAILS = phrase_set("""
    anhydrous, bovine, conjugated, dibasic, equine, esterified, human, inactivated, injection, live,
    mixed, modified, monobasic, oral, porcine, purified, recombinant, regular, synthetic, unfractionated,
    unspecified, usp
""")
"""Second halves of vocabulary names: `insulin aspart, human` is one medicine."""
