"""The words of a chart line, as data: forms, routes, frequencies, status, and what is not a medicine.

Phrases are written in lower case with single spaces, parted by commas; a space also matches a hyphen. Only
words whose removal never changes what a medicine holds belong here: `PM`, `D`, `HCT`, `Plus` and `extract`
stay in the name, because `Tylenol PM` is not Tylenol.
"""

from __future__ import annotations

from typing import Literal

# fmt: off
Place = Literal[
    "mouth", "injection", "depot", "skin", "patch", "eye", "ear", "inhaled", "nasal", "rectal", "vaginal",
    "smoke",
]
"""Where a medicine is put; with the name, it decides the route class."""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split(","))


def _set(text: str) -> frozenset[str]:
    return frozenset(_listed(text))


FORMS: dict[str, tuple[Place | None, tuple[str, ...]]] = {
    "tablet": ("mouth", _listed("""
        tablet, tablets, tab, tabs, caplet, caplets, pill, pills, bars, chewable, chewables,
        chewable tablet, odt, orally disintegrating tablet, orodispersible tablet, dispersible tablet,
        film coated tablet, film coated tablets, sublingual tablet, oral tablet, oral tablets
    """)),
    "capsule": ("mouth", _listed("""
        capsule, capsules, cap, caps, gelcap, gelcaps, softgel, softgels, oral capsule
    """)),
    "film": ("mouth", _listed("film, films, sublingual film, buccal film, strip, strips, wafer, wafers")),
    "syrup": ("mouth", _listed("syrup, linctus, oral syrup")),
    "solution": (None, _listed("solution, soln, liquid, elixir, tincture")),
    "oral solution": ("mouth", _listed("oral solution, oral soln, oral liquid, oral concentrate")),
    "suspension": (None, _listed("suspension, susp")),
    "oral suspension": ("mouth", _listed("oral suspension, oral susp")),
    "powder": (None, _listed("powder, powders, granules, sachet, sachets, packet, packets")),
    "lozenge": ("mouth", _listed("lozenge, lozenges, troche, troches, gum, gummy, gummies, lollipop")),
    "tea": ("mouth", _listed("tea")),
    "spray": (None, _listed("spray, sprays")),
    "oral spray": ("mouth", _listed("oral spray, mouth spray, sublingual spray, lingual spray")),
    "nasal spray": ("nasal", _listed("""
        nasal spray, nose spray, nasal mist, nasal drops, nasal gel, nasal powder
    """)),
    "inhaler": ("inhaled", _listed("""
        inhaler, inhalers, inhalation, inhalation powder, inhalation solution, puff, puffs, mdi, dpi, hfa,
        diskus, ellipta, respimat, handihaler, turbuhaler, accuhaler, nebule, nebules, neb, nebs,
        nebulizer, nebuliser, nebulizer solution, oral inhalation, dry powder inhaler, metered dose
        inhaler, inhalation spray, inhalation suspension
    """)),
    "patch": ("patch", _listed("patch, patches, transdermal patch, transdermal system, td patch, plaster")),
    "cream": ("skin", _listed("cream, crm, topical cream")),
    "ointment": ("skin", _listed("ointment, oint, ung, topical ointment")),
    "gel": ("skin", _listed("gel, topical gel")),
    "oral gel": ("mouth", _listed("oral gel, mouth gel")),
    "lotion": ("skin", _listed("""
        lotion, liniment, balm, scalp solution, scalp lotion, topical solution, topical spray, topical
        powder, dusting powder, nail lacquer, body wash, roll on, topical oil, soap, bar soap, liquid
        soap, medicated soap, pad, pads, medicated pad, wipe, wipes, swab, swabs
    """)),
    "foam": ("skin", _listed("foam, topical foam")),
    "shampoo": ("skin", _listed("shampoo")),
    "drops": (None, _listed("drop, drops, gtt, gtts, oral drops")),
    "eye drops": ("eye", _listed("""
        eye drop, eye drops, eyedrops, ophthalmic solution, ophthalmic suspension, ophthalmic drops, ophth
        soln
    """)),
    "eye ointment": ("eye", _listed("""
        eye ointment, eye gel, ophthalmic ointment, ophthalmic gel, ophth oint
    """)),
    "ear drops": ("ear", _listed("ear drop, ear drops, otic solution, otic suspension, otic drops")),
    "suppository": ("rectal", _listed("suppository, suppositories, supp, supps, rectal gel, rectal foam")),
    "enema": ("rectal", _listed("enema, enemas")),
    "vaginal cream": ("vaginal", _listed("vaginal cream, vaginal gel")),
    "vaginal form": ("vaginal", _listed("""
        pessary, pessaries, vaginal tablet, vaginal ring, vaginal insert, ovule, ovules, vaginal
        suppository
    """)),
    "injection": ("injection", _listed("""
        injection, injections, inj, injectable, ampoule, ampoules, ampule, amp, vial, vials, pen, flexpen,
        kwikpen, solostar, auto injector, autoinjector, syringe, prefilled syringe, infusion, drip, bolus,
        injectable solution, injectable suspension, cartridge, powder for injection, solution for
        injection
    """)),
    "depot injection": ("depot", _listed("""
        depot, depot injection, lai, long acting injectable, long acting injection, depot inj, extended
        release injectable, extended release injection, extended release injectable suspension, extended
        release suspension for injection, xr injection, er injection, monthly injection, monthly shot,
        weekly injection, microspheres
    """)),
    "implant": ("depot", _listed("implant, implants, subdermal implant")),
}

ROUTES: dict[str, tuple[Place, tuple[str, ...]]] = {
    "oral": ("mouth", _listed("""
        po, p.o., p.o, by mouth, oral, orally, per os, g tube, ng tube, peg tube, via ng
    """)),
    "sublingual": ("mouth", _listed("sl, s.l., sublingual, sublingually, under the tongue, under tongue")),
    "buccal": ("mouth", _listed("buccal, buccally, oromucosal, transmucosal")),
    "rectal": ("rectal", _listed("pr, p.r., rectal, rectally, per rectum")),
    "vaginal": ("vaginal", _listed("pv, p.v., vaginal, vaginally, per vagina, intravaginal, intravaginally")),
    "intravenous": ("injection", _listed("iv, i.v., ivp, ivpb, iv push, intravenous, intravenously")),
    "intramuscular": ("injection", _listed("im, i.m., intramuscular, intramuscularly")),
    "subcutaneous": ("injection", _listed("""
        sc, s.c., sq, subq, sub q, subcut, subcutaneous, subcutaneously, under the skin
    """)),
    "spinal": ("injection", _listed("intrathecal, intrathecally, epidural, spinal")),
    "local injection": ("injection", _listed("""
        intra articular, intralesional, intradermal, nerve block, intraosseous
    """)),
    "skin": ("skin", _listed("""
        topical, topically, to skin, to the skin, on skin, on the skin, to scalp, to the scalp, to
        affected area, to affected areas, to the affected area, to the affected areas, cutaneous
    """)),
    "transdermal": ("patch", _listed("transdermal, transdermally")),
    "inhaled": ("inhaled", _listed("""
        inhaled, by inhalation, oral inhalation, nebulized, nebulised, via nebulizer, via nebuliser, via
        inhaler
    """)),
    "nasal": ("nasal", _listed("""
        nasal, nasally, intranasal, intranasally, each nostril, per nostril, nostril, nostrils, both
        nostrils, in each nostril, in each naris, each naris
    """)),
    "eye": ("eye", _listed("""
        ophthalmic, both eyes, each eye, left eye, right eye, affected eye, in both eyes, into both eyes,
        in each eye, in the eye, to both eyes, intravitreal
    """)),
    "ear": ("ear", _listed("""
        otic, both ears, each ear, left ear, right ear, affected ear, in both ears, in each ear
    """)),
    "smoked": ("smoke", _listed("smoked, smokes, smoking, vaped, vapes, vaping")),
    "snorted": ("smoke", _listed("snorted, snorts, snorting, insufflated")),
}

DROP_ROUTES = {"ou": "eye", "os": "eye", "od": "eye", "au": "ear", "as": "ear", "ad": "ear"}
"""Read as eye and ear only beside drops or ointment: TAKE AS DIRECTED is not a left ear."""

RELEASE = _listed("""
    xr, er, sr, xl, cr, mr, ir, extended release, sustained release, controlled release, immediate
    release, delayed release, modified release, prolonged release, slow release, long acting, 24 hr, 24
    hour, 24h, 12 hr, 12 hour, 12h, enteric coated, gastro resistant, retard, oros
""")
RELEASE_IN_CAPITALS = _listed("LA, DR, EC, CD, XT, SA")
"""Written small these are other words: `dr` is a doctor."""
QUALIFIERS = _listed("""
    low dose, high dose, baby, children's, childrens, infants', infant's, adult, pediatric, paediatric,
    extra strength, regular strength, maximum strength, double strength, street, illicit, brand, generic,
    homemade, otc, over the counter
""")
FREQUENCY_WORDS = _listed("""
    daily, once daily, twice daily, nightly, weekly, once weekly, twice weekly, biweekly, fortnightly,
    monthly, yearly, qd, q.d., qam, qpm, qhs, q.h.s., q hs, qod, hs, h.s., bid, b.i.d., bd, tid, t.i.d.,
    tds, qid, q.i.d., qds, qwk, qmonth, prn, p.r.n., as needed, as required, when needed, if needed, when
    required, stat, nocte, mane, at bedtime, before bed, bedtime, at night, in the morning, in the
    evening, in the afternoon, every morning, every evening, every night, each morning, each night, every
    day, each day, every other day, alternate days, on alternate days, once a day, twice a day, a day, per
    day, per week, a week, per month, a month, at noon, with each meal, once, weekends, on weekends,
    occasionally, sometimes, regularly, socially
""")
FREQUENCY_IN_CAPITALS = ("OD",)
WHEN_NEEDED = _set("""
    as needed, as required, if needed, occasionally, on weekends, p.r.n., prn, socially, sometimes,
    weekends, when needed, when required
""")
TIMES_A_DAY = {
    phrase: times
    for times, phrases in {
        1: _listed("""
            daily, once daily, nightly, qd, q.d., od, qam, qpm, qhs, q.h.s., q hs, hs, h.s., nocte, mane,
            at bedtime, before bed, bedtime, at night, in the morning, in the evening, in the afternoon,
            every morning, every evening, every night, each morning, each night, every day, each day, once
            a day, a day, per day, /day, / day, q day, am, pm, at noon
        """),
        2: _listed("twice daily, bid, b.i.d., bd, twice a day"),
        3: _listed("tid, t.i.d., tds, with each meal"),
        4: _listed("qid, q.i.d., qds"),
    }.items()
    for phrase in phrases
}

STOPPED = _listed("""
    stopped, stopping, discontinued, discontinue, d/c'd, d/ced, d/cd, d/c, d/c'ed, dc'd, dcd, dced, dc'ed,
    ceased, quit, no longer taking, no longer takes, no longer on, no longer using, no longer uses, not
    taking, not currently taking, not on, not using, was on, was taking, used to take, used to use, used
    to be on, previously on, previously took, previously taking, previously, formerly, formerly on, past
    use of, prior use of, history of, hx of, h/o, weaned off, came off, tapered off, been off, taken off,
    now off, went off, finished, completed, completed course, withdrawn, stop, former
""")
STOPPED_AT_START = _listed("off, past, previous, prior, ex")
NOT_REALLY_STOPPED = _listed("""
    stop date, stop if, stop when, stop before, stop after, d/c home, d/c meds, d/c med, d/c date, d/c on,
    d/c summary, history of allergy, never stopped, not stopped, has not stopped, hasn't stopped,
    did not stop, didn't stop, don't stop, do not stop, without stopping
""")
"""Words that hold a stopping word and say something else: kept as status words, the line stays current."""
STOP_CONDITIONS = _listed("if, when, before, after, unless, by")
"""`Stop if rash` stops nothing."""
CURRENT_WORDS = _listed("""
    on hold, held, holding, hold, paused, suspended, started, starting, start, to start, will start,
    restarted, resumed, resume, planned, increased, increase, decreased, decrease, tapering, taper,
    tapering off, last dose, last took, last taken, last used, last use, end date, start date, new,
    titrating, switched
""")
RESTARTED = _listed("restarted, resumed, resume, restart, back on, taking again")
NEGATIONS = _listed("""
    do not, don't, dont, not, never, without, didn't, did not, hasn't, has not, should not, shouldn't,
    cannot, can't, won't, will not, haven't, have not, not to
""")
FILLER = _listed("""
    take, takes, taking, took, taken, use, uses, using, used, apply, applies, inject, injects, inhale,
    inhales, instil, instill, insert, place, chew, dissolve, swallow, drinks, drinking, give, given,
    continue, continues, continued, currently, now, still, also, patient, pt, reports, states, says,
    admits, endorses, he, she, they, is, are, has, been, on, approx, approximately, about, around, up to,
    max, maximum, total, dose, doses, dosage, strength, each, every, at a time, at, to, by, as directed,
    as instructed, as prescribed, prescribed, sig, with food, with meals, with meal, with water, with
    milk, with breakfast, with lunch, with dinner, with supper, with or without food, before meals, before
    food, before breakfast, before dinner, after meals, after food, after breakfast, on an empty stomach,
    on empty stomach, meals, breakfast, as, directed, needed, until finished, until gone, for, and, or,
    with, of, in, from, days, week, weeks, month, months, hours, hour, hrs, times, qty, quantity, disp,
    dispense, refill, refills, supply, order, ordered, home med, home medication, other, other days, other
    day, alternating, alternate, extra, additional
""")
"""Words of a sig. They are skipped where they stand alone or lead a name, never cut out of its middle."""
ARTICLES = _set("a, an, the, s, es")
COUNTED = _listed("""
    tabs?, tablets?, caplets?, caps?, capsules?, pills?, softgels?, puffs?, sprays?, drops?, gtts?,
    patch(?:es)?, films?, strips?, gumm(?:y|ies), lozenges?, suppositor(?:y|ies), supps?, nebules?, nebs?,
    vials?, ampoules?, amps?, sachets?, packets?, injections?, inhalations?
""")
"""Patterns of what is counted: the number before them is an amount, not a strength."""
GLOSSES = _listed("""
    for, due to, because of, per, by, from, dr, prescribed by, indication, dx, re, since, until, after,
    before, when, if, in, at, to
""")
"""What follows these words says why, who or when. It is kept as unread text."""
SALTS = _listed("""
    hcl, hydrochloride, hbr, hydrobromide, sodium, potassium, calcium, magnesium, sulfate, sulphate,
    tartrate, bitartrate, succinate, fumarate, hemifumarate, maleate, mesylate, mesilate, besylate,
    besilate, citrate, phosphate, acetate, pamoate, embonate, tosylate, bromide, decanoate, palmitate,
    cypionate, enanthate, propionate, dipropionate, furoate, valerate, lactate, gluconate, oxalate,
    nitrate, malate, dimesylate, saccharate, hyclate, monohydrate, dihydrate, trihydrate, anhydrous,
    hydrate, salts, salt
""")
NUMBERED_NAMES = _listed("""
    tylenol, empirin, phenaphen, fioricet, fiorinal, tylenol with codeine, apap, 222, 292
""")
"""Names whose small number tells the composition: Tylenol 3 holds codeine, Tylenol does not."""
DEPOT_WORDS = _listed("""
    decanoate, vivitrol, sublocade, brixadi, buvidal, probuphine, sixmo, sustenna, trinza, hafyera,
    xeplion, trevicta, consta, perseris, uzedy, rykindo, maintena, asimtufii, aristada, relprevv,
    zypadhera, clopixol, modecate, depo, dmpa, lar, cypionate, enanthate, lauroxil, benzathine, cabenuva,
    apretude, nexplanon, zoladex, eligard, bydureon
""")
DEPOT_WHEN_SPACED = _listed("""
    naltrexone, buprenorphine, aripiprazole, paliperidone, risperidone, olanzapine, haloperidol,
    fluphenazine, flupentixol, zuclopenthixol, medroxyprogesterone
""")
"""Injected every few weeks, these are the depot form even where the chart does not say so."""
SPACED = _listed("""
    monthly, every month, every 4 weeks, every four weeks, q4wk, q4w, q 4 weeks, q4 weeks, q28d, q28 days,
    every 28 days, every 2 weeks, q2wk, q2w, q2 weeks, every 3 months, weekly, qmonth, every 3 weeks,
    every 6 weeks, every 12 weeks, q12wk, q3wk, fortnightly
""")
SYSTEMIC_BY_NOSE = _listed("""
    midazolam, nayzilam, diazepam, valtoco, lorazepam, fentanyl, instanyl, pecfent, lazanda, ketamine,
    esketamine, spravato, butorphanol, stadol, sumatriptan, imitrex, zolmitriptan, zomig,
    dihydroergotamine, migranal, trudhesa, desmopressin, calcitonin, testosterone, natesto, nicotine,
    nicotrol, dexmedetomidine, heroin, cocaine, methamphetamine, oxytocin, estradiol, zavegepant,
    zavzpret, varenicline, metoclopramide, sufentanil, hydromorphone, morphine, oxycodone, amphetamine,
    adderall, buprenorphine, cyanocobalamin, nitrite, poppers
""")
SYSTEMIC_BY_LUNG = _listed("""
    insulin, afrezza, levodopa, inbrija, loxapine, adasuve, nicotine, nicotrol, cannabis, thc, marijuana,
    heroin, fentanyl, morphine, cocaine, crack, methamphetamine, nitrous, sevoflurane, isoflurane,
    desflurane, methoxyflurane, treprostinil, tyvaso, iloprost, dihydroergotamine, staccato, kratom, dmt,
    opium, nitrite, poppers
""")
SYSTEMIC_BY_SKIN = _listed("""
    testosterone, androgel, testim, axiron, fortesta, vogelxo, estradiol, estrogel, divigel, elestrin,
    evamist, oestrogel, sandrena, nitroglycerin, nitro, nitrobid, nitropaste, glyceryl, rectiv,
    oxybutynin, gelnique, progesterone, ketamine, fentanyl, morphine, methadone, scopolamine, clonidine,
    gabapentin, cbd, thc, cannabis
""")
LOCAL_PATCHES = _listed("""
    lidocaine, lidoderm, ztlido, lidocare, versatis, diclofenac, flector, licart, voltaren, capsaicin,
    qutenza, salonpas, menthol, methyl salicylate, icy hot, icyhot, bengay, biofreeze, salicylic acid,
    tetracaine, synera, prilocaine, emla
""")
HEADING_WORDS = _set("""
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
    vitamins, with
""")
ABOUT_LABELS = _set("""
    comments, date, directions, dose, end, frequency, indication, instructions, prescriber, provider, qty,
    quantity, refills, route, sig, start, status, strength, type
""")
"""Labels of a column that says something about a medicine named elsewhere."""
STOPPED_HEADINGS = _set("discontinued, former, inactive, past, previous, stopped")
NONE_WORDS = _set("""
    no regular medications, no medications, no meds, none, n/a, na, not applicable, nothing, no home
    medications, unknown, nil, no current medications, no medicines, none known
""")
DENIALS = _listed("denies, denied, denying, negative for, never used, never took, never taken, no")
NOT_DENIALS = _listed("no longer, no doz, no doze, no. ")
INSTRUCTION_STARTS = _listed("""
    see, call, contact, refer, follow up, f/u, return, avoid, do not, don't, check, monitor, please,
    continue current, continue all, continue same, continue home, no change, no changes, recheck, labs,
    schedule, bring, wear, store, keep, shake, may cause, rinse, drink plenty, elevate, review, discuss,
    seek, go to, consult, repeat labs, needs, advised, educated, counselled, counseled, remember, if you,
    if symptoms, when to, return to, discard, wash, rest and
""")
PERSONAL_LABELS = _listed("""
    name, patient, patient name, pt name, dob, date of birth, mrn, nhs, nhs no, nhs number, phone, tel,
    telephone, address, insurance, pcp, gp, provider, pharmacy, physician, doctor, age, sex, gender,
    email, ward, room, bed, account, visit, encounter, next of kin, occupation
""")
VITAL_SIGNS = _listed("""
    bp, b/p, blood pressure, hr, heart rate, pulse, rr, resp rate, respiratory rate, temp, temperature,
    spo2, o2 sat, o2 sats, sao2, sats, oxygen saturation, wt, weight, ht, height, bmi, pain, pain score,
    gcs, egfr, gfr, crcl, creatinine, scr, inr, hba1c, a1c, qtc, wbc, hgb, hb, plt, platelets, alt, ast,
    ldl, hdl, tsh, cows, phq-9, gad-7, ciwa, map, bun, cr, troponin, lactate, vitals, vs
""")
ALLERGY_PRODUCTS = _set("""
    alaway, zyrtec, alavert, pataday, for, piriton, seasonal, flonase, xyzal, sensimist, allegra, tylenol,
    prn, zaditor, nasacort, benadryl, claritin, dimetapp, rhinocort, sudafed
""")
"""Words beside `allergy` that make it a product or a reason to take one, not an allergy of the patient."""
REASONS = _set("""
    acute, adhd, agitation, allergies, anxiety, asthma, back, bed, bipolar, breakfast, cholesterol,
    chronic, constipation, copd, cough, cramps, cravings, day, depression, diabetes, diarrhea, dinner,
    energy, epilepsy, evening, fever, focus, food, gerd, headache, headaches, hyperlipidemia,
    hypertension, infection, insomnia, itch, itching, knee, lunch, lunchtime, meals, migraine, migraines,
    mild, moderate, mood, morning, nausea, night, pain, panic, ptsd, rash, reflux, seizures, severe,
    sleep, spasm, spasms, supper, swelling, then, time, water, withdrawal
""")
"""Why a medicine is taken, or with what: not medicines, though they stand between commas."""
COMMA_TAILS = _set("""
    anhydrous, bovine, conjugated, dibasic, equine, esterified, human, inactivated, injection, live,
    mixed, modified, monobasic, oral, porcine, purified, recombinant, regular, synthetic, unfractionated,
    unspecified, usp
""")
"""Second halves of vocabulary names: `insulin aspart, human` is one medicine."""
