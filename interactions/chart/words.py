"""The words of a chart line, as data: forms, routes, frequencies, status, and what is not a medicine.

Phrases are written in lower case with single spaces, separated by commas; a space also matches a hyphen. Only
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
"""Where a medicine is applied; with the name, it decides the route class."""


def listed(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split(","))


def phrase_set(text: str) -> frozenset[str]:
    return frozenset(listed(text))


FORMS: dict[str, tuple[Place | None, tuple[str, ...]]] = {
    "tablet": ("mouth", listed("""
        tablet, tablets, tab, tabs, caplet, caplets, pill, pills, bars, chewable, chewables,
        chewable tablet, odt, orally disintegrating tablet, orodispersible tablet, dispersible tablet,
        film coated tablet, film coated tablets, sublingual tablet, oral tablet, oral tablets, tbl, tabl,
        comprimé, comprimés, comprime, comprimido, comprimidos, tableta, tabletas, tablette, tabletten, filmtabletten, m tab, mlt, zydis, soltab, dose pack, dosepak, dosepack
    """)),
    "capsule": ("mouth", listed("""
        capsule, capsules, cap, caps, gelcap, gelcaps, softgel, softgels, oral capsule, kapsel, kapseln,
        gélule, gélules, gelule, gelules, cápsula, cápsulas, capsula, capsulas
    """)),
    "film": ("mouth", listed("film, films, sublingual film, buccal film, strip, strips, wafer, wafers")),
    "syrup": ("mouth", listed("syrup, linctus, oral syrup")),
    "solution": (None, listed("solution, soln, liquid, elixir, tincture")),
    "oral solution": ("mouth", listed("oral solution, oral soln, oral liquid, oral concentrate")),
    "suspension": (None, listed("suspension, susp")),
    "oral suspension": ("mouth", listed("oral suspension, oral susp")),
    "powder": (None, listed("powder, powders, granules, sachet, sachets, packet, packets")),
    "lozenge": ("mouth", listed("lozenge, lozenges, troche, troches, gum, gummy, gummies, lollipop, edible, edibles")),
    "tea": ("mouth", listed("tea")),
    "shot": (None, listed("shot, shots")),
    "vape": ("smoke", listed("vape, vape pen, vape cartridge, dab pen, dabs, blunt, blunts")),
    "spray": (None, listed("spray, sprays")),
    "oral spray": ("mouth", listed("oral spray, mouth spray, sublingual spray, lingual spray")),
    "nasal spray": ("nasal", listed("""
        nasal spray, nose spray, nasal mist, nasal drops, nasal gel, nasal powder
    """)),
    "inhaler": ("inhaled", listed("""
        inhaler, inhalers, inhalation, inhalation powder, inhalation solution, puff, puffs, mdi, dpi, hfa,
        diskus, ellipta, respimat, handihaler, turbuhaler, accuhaler, nebule, nebules, neb, nebs,
        nebulizer, nebuliser, nebulizer solution, oral inhalation, dry powder inhaler, metered dose
        inhaler, inhalation spray, inhalation suspension
    """)),
    "patch": ("patch", listed("patch, patches, transdermal patch, transdermal system, td patch, plaster")),
    "cream": ("skin", listed("cream, crm, topical cream")),
    "ointment": ("skin", listed("ointment, oint, ung, topical ointment")),
    "gel": ("skin", listed("gel, topical gel")),
    "oral gel": ("mouth", listed("oral gel, mouth gel")),
    "lotion": ("skin", listed("""
        lotion, liniment, balm, scalp solution, scalp lotion, topical solution, topical spray, topical
        powder, dusting powder, nail lacquer, body wash, roll on, topical oil, soap, bar soap, liquid
        soap, medicated soap, pad, pads, medicated pad, wipe, wipes, swab, swabs
    """)),
    "foam": ("skin", listed("foam, topical foam")),
    "shampoo": ("skin", listed("shampoo")),
    "drops": (None, listed("drop, drops, gtt, gtts, oral drops, dropper, droppers, dropperful, tropfen, gouttes, gotas")),
    "eye drops": ("eye", listed("""
        eye drop, eye drops, eyedrops, ophthalmic solution, ophthalmic suspension, ophthalmic drops, ophth
        soln, ophthalmic emulsion, eye emulsion
    """)),
    "eye ointment": ("eye", listed("""
        eye ointment, eye gel, ophthalmic ointment, ophthalmic gel, ophth oint
    """)),
    "ear drops": ("ear", listed("ear drop, ear drops, otic solution, otic suspension, otic drops")),
    "suppository": ("rectal", listed("suppository, suppositories, supp, supps, rectal gel, rectal foam")),
    "enema": ("rectal", listed("enema, enemas")),
    "vaginal cream": ("vaginal", listed("vaginal cream, vaginal gel")),
    "vaginal form": ("vaginal", listed("""
        pessary, pessaries, vaginal tablet, vaginal ring, vaginal insert, ovule, ovules, vaginal
        suppository
    """)),
    "injection": ("injection", listed("""
        injection, injections, inj, injectable, ampoule, ampoules, ampule, amp, vial, vials, pen, flexpen,
        kwikpen, solostar, auto injector, autoinjector, syringe, prefilled syringe, infusion, drip, bolus,
        injectable solution, injectable suspension, cartridge, powder for injection, solution for
        injection
    """)),
    "depot injection": ("depot", listed("""
        depot, depot injection, lai, long acting injectable, long acting injection, depot inj, extended
        release injectable, extended release injection, extended release injectable suspension, extended
        release suspension for injection, xr injection, er injection, monthly injection, monthly shot,
        weekly injection, microspheres
    """)),
    "implant": ("depot", listed("implant, implants, subdermal implant")),
}

ROUTES: dict[str, tuple[Place, tuple[str, ...]]] = {
    "oral": ("mouth", listed("""
        po, p.o., p.o, by mouth, oral, orally, per os, g tube, ng tube, peg tube, via ng, swish and swallow
    """)),
    "sublingual": ("mouth", listed("sl, s.l., sublingual, sublingually, under the tongue, under tongue")),
    "buccal": ("mouth", listed("buccal, buccally, oromucosal, transmucosal")),
    "rectal": ("rectal", listed("pr, p.r., rectal, rectally, per rectum")),
    "vaginal": ("vaginal", listed("pv, p.v., vaginal, vaginally, per vagina, intravaginal, intravaginally")),
    "intravenous": ("injection", listed("""
        iv, i.v., ivp, ivpb, iv push, intravenous, intravenously, pca, pca pump, ivdu, iv drug use
    """)),
    "intramuscular": ("injection", listed("im, i.m., intramuscular, intramuscularly")),
    "subcutaneous": ("injection", listed("""
        sc, s.c., sq, subq, sub q, subcut, subcutaneous, subcutaneously, under the skin
    """)),
    "injected": ("injection", listed("inject, injects, injecting, injected, shoots, shoots up")),
    "spinal": ("injection", listed("intrathecal, intrathecally, epidural, spinal")),
    "local injection": ("injection", listed("""
        intra articular, intralesional, intradermal, nerve block, intraosseous
    """)),
    "skin": ("skin", listed("""
        topical, topically, to skin, to the skin, onto skin, onto the skin, on skin, on the skin, to scalp, to the scalp, to
        affected area, to affected areas, to the affected area, to the affected areas, cutaneous
    """)),
    "transdermal": ("patch", listed("transdermal, transdermally")),
    "inhaled": ("inhaled", listed("""
        inhaled, by inhalation, oral inhalation, nebulized, nebulised, via nebulizer, via nebuliser, via
        inhaler
    """)),
    "nasal": ("nasal", listed("""
        nasal, nasally, intranasal, intranasally, each nostril, per nostril, nostril, nostrils, both
        nostrils, in each nostril, in each naris, each naris
    """)),
    "eye": ("eye", listed("""
        ophthalmic, both eyes, each eye, left eye, right eye, affected eye, in both eyes, into both eyes,
        in each eye, in the eye, to both eyes, intravitreal
    """)),
    "ear": ("ear", listed("""
        otic, both ears, each ear, left ear, right ear, affected ear, in both ears, in each ear
    """)),
    "smoked": ("smoke", listed("smoked, smokes, smoking, vaped, vapes, vaping")),
    "snorted": ("smoke", listed("snorted, snorts, snorting, insufflated")),
}

DROP_ROUTES = {"ou": "eye", "os": "eye", "od": "eye", "au": "ear", "as": "ear", "ad": "ear"}
"""Read as eye and ear only with drops or ointment: TAKE AS DIRECTED is not a left ear."""

RELEASE = listed("""
    xr, er, sr, xl, cr, mr, ir, extended release, sustained release, controlled release, immediate
    release, delayed release, modified release, prolonged release, slow release, long acting, 24 hr, 24
    hour, 24h, 12 hr, 12 hour, 12h, enteric coated, gastro resistant, retard, oros, chrono, chronosphere,
    continus, ds, 28 day pack, 21 day pack, 28 day, 21 day, day pack
""")
RELEASE_IN_CAPITALS = listed("LA, DR, EC, CD, XT, SA")
"""In lower case these are other words: `dr` is a doctor."""
QUALIFIERS = listed("""
    low dose, high dose, baby, children's, childrens, infants', infant's, adult, pediatric, paediatric,
    extra strength, regular strength, maximum strength, double strength, street, illicit, brand, generic,
    homemade, otc, over the counter, gas station, smoke shop, head shop, social, binge, neonatal, neonate,
    pre op, preop, post op, postop, pre operative, post operative, abuse deterrent
""")
FREQUENCY_WORDS = listed("""
    daily, once daily, twice daily, nightly, weekly, once weekly, twice weekly, biweekly, fortnightly,
    monthly, yearly, qd, q.d., qam, qpm, qhs, q.h.s., q hs, qod, hs, h.s., bid, b.i.d., bd, tid, t.i.d.,
    tds, qid, q.i.d., qds, qwk, qmonth, prn, p.r.n., as needed, as required, when needed, if needed, when
    required, stat, nocte, mane, at bedtime, before bed, bedtime, at night, in the morning, in the
    evening, in the afternoon, every morning, every evening, every night, each morning, each night, every
    day, each day, every other day, alternate days, on alternate days, once a day, twice a day, a day, per
    day, per week, a week, per month, a month, at noon, with each meal, once, weekends, on weekends,
    occasionally, sometimes, regularly, socially, occasional, rarely, heavily, on the weekend, on the
    weekends, most days, most nights, a night, per night, sliding scale, tidac, achs, qac, morgens,
    mittags, abends, zur nacht, täglich, tgl., bei bedarf, b. bed., mwf, m/w/f, tts, ttss,
    all day, all day long, throughout the day, around the clock, every few hours, every couple of hours,
    every couple hours, few times a day, a few times a day, several times a day, several times daily,
    multiple times a day, multiple times daily, many times a day, couple times a day, a couple of times a day,
    few times daily, a few times daily, evenings, mornings, mostly evenings, most evenings, most mornings, each day, day and night, morning and night, morning and evening,
    matin et soir, matin midi et soir, le matin, le midi, le soir, matin, midi, soir, au coucher, par jour,
    chaque jour, si besoin, en cas de besoin, tous les jours, chronique, al día, al dia, por la noche, por la mañana,
    cada noche, cada día, cada dia, si precisa, si necesario, diario, diariamente, am morgen, am abend, z. n.
""")
FREQUENCY_IN_CAPITALS = ("OD",)
WHEN_NEEDED = phrase_set("""
    as needed, as required, if needed, occasionally, on weekends, p.r.n., prn, socially, sometimes,
    weekends, when needed, when required, occasional, rarely, on the weekend, on the weekends, bei bedarf, b. bed.,
    si besoin, en cas de besoin, si precisa, si necesario
""")
TIMES_A_DAY = {
    phrase: times
    for times, phrases in {
        1: listed("""
            daily, once daily, nightly, qd, q.d., od, qam, qpm, qhs, q.h.s., q hs, hs, h.s., nocte, mane,
            at bedtime, before bed, bedtime, at night, in the morning, in the evening, in the afternoon,
            every morning, every evening, every night, each morning, each night, every day, each day, once
            a day, a day, per day, /day, / day, q day, am, pm, at noon, /night, / night, a night, per night,
            morgens, mittags, abends, zur nacht, täglich, tgl., /d, / d, le matin, le midi, le soir, matin, midi,
            soir, au coucher, par jour, chaque jour, tous les jours, al día, al dia, por la noche, por la mañana,
            cada noche, cada día, cada dia, diario, diariamente, am morgen, am abend, z. n.
        """),
        2: listed("twice daily, bid, b.i.d., bd, twice a day, morning and night, morning and evening, matin et soir"),
        3: listed("""
            tid, t.i.d., tds, with each meal, all day, all day long, throughout the day, around the clock,
            every few hours, every couple of hours, every couple hours, few times a day, a few times a day,
            several times a day, several times daily, multiple times a day, multiple times daily, many times a day,
            couple times a day, a couple of times a day, few times daily, a few times daily, day and night,
            matin midi et soir
        """),
        4: listed("qid, q.i.d., qds"),
    }.items()
    for phrase in phrases
}

FILLER = listed("""
    current medications include, medications include, home medications include, meds include, current meds include,
    medications are, current medications are, meds are, medicines include, medication list includes, medicines are,
    regular medications include, one to be taken, two to be taken, to be taken, was, were, non va, told, suddenly, abruptly, states she, states he, by mistake, nonformulary, non formulary, unable to find, med name,
    do not drink alcohol, avoid alcohol, no alcohol, do not take with alcohol, may cause drowsiness, do not drive,
    with this medication, while taking this medication, system, actuat, bottle of, taking differently, take, takes, taking, took, taken, use, uses, using, used, apply, applies, inhale,
    inhales, instil, instill, insert, place, chew, dissolve, swallow, give, given,
    continue, continues, continued, currently, now, still, also, patient, pt, reports, states, says,
    admits, endorses, he, she, they, is, are, has, been, on, approx, approximately, about, around, up to,
    max, maximum, total, dose, doses, dosage, strength, each, every, at a time, at, to, by, as directed,
    as instructed, as prescribed, prescribed, sig, with food, with meals, with meal, with water, with
    milk, with breakfast, with lunch, with dinner, with supper, with or without food, before meals, before
    food, before breakfast, before dinner, after meals, after food, after breakfast, on an empty stomach,
    on empty stomach, meals, breakfast, as, directed, needed, until finished, until gone, for, and, or,
    with, of, in, from, days, week, weeks, month, months, hours, hour, hrs, times, qty, quantity, disp,
    dispense, refill, refills, supply, order, ordered, home med, home medication, other, other days, other
    day, alternating, alternate, extra, additional, reported, year, years, rx, cont, c/w, home dose of, home
    dose, course of, buys, bought, online, cigarettes, cigarette, cigars, tobacco, smoker, nonsmoker, never,
    swish and spit, but, yes, begin, begins, began, plan to, plans to, planning to, recently, changed, changed
    from, changed to, confirmed, verified, last, next week, administer, onset, chews, chewing, recreational,
    recreationally, uds, urine drug screen, positive, positive for, clinic, day course of, level, levels,
    smoking status, current, u 100, status
""")
"""Words of a sig. They are skipped alone or before a name, never cut out of its middle."""
ARTICLES = phrase_set("a, an, the, s, es")
COUNTED = listed("""
    tabs?, tablets?, caplets?, caps?, capsules?, pills?, softgels?, puffs?, sprays?, drops?, gtts?,
    patch(?:es)?, films?, strips?, gumm(?:y|ies), lozenges?, suppositor(?:y|ies), supps?, nebules?, nebs?,
    comprim(?:é|e|ido)s?, g[ée]lules?, c[áa]psulas?, tabletas?, tabletten?, kapseln?, tropfen, gouttes?, gotas?, sobres?,
    vials?, ampoules?, amps?, sachets?, packets?, injections?, inhalations?
""")
"""Patterns of what is counted: the number before them is an amount, not a strength."""
ALCOHOL = phrase_set("alcohol, etoh, ethanol, beer, beers, wine, vodka, whisky, whiskey, liquor, spirits, rum, gin")
"""With one of these, `drinks` is a verb or an amount; alone it means alcohol."""
COMBINED = phrase_set("""
    naloxone, samidorphan, clavulanate, clavulanic, sulbactam, tazobactam, carbidopa, benserazide, entacapone,
    acetaminophen, paracetamol, apap, aspirin, asa, caffeine, butalbital, hydrochlorothiazide, hctz, sacubitril,
    valsartan, trimethoprim, sulfamethoxazole, quinidine, bupropion, prilocaine, epinephrine, lamivudine,
    zidovudine, abacavir, tenofovir, emtricitabine, efavirenz, ritonavir, ibuprofen, estradiol, norethindrone,
    levonorgestrel, salmeterol, formoterol, vilanterol, tiotropium, ipratropium, sitagliptin, ezetimibe
""")
"""Parts of fixed combinations: they stay on one line unless each part has its own frequency."""
GLOSSES = listed("""
    for, due to, because of, per, by, from, dr, prescribed by, indication, dx, re, since, until, after,
    before, when, if, in, at, to, on
""")
"""What follows these words says why, who or when. It is kept as unread text."""
SALTS = listed("""
    hcl, hydrochloride, hbr, hydrobromide, sodium, potassium, calcium, magnesium, sulfate, sulphate,
    tartrate, bitartrate, succinate, fumarate, hemifumarate, maleate, mesylate, mesilate, besylate,
    besilate, citrate, phosphate, acetate, pamoate, embonate, tosylate, bromide, decanoate, palmitate,
    cypionate, enanthate, propionate, dipropionate, furoate, valerate, lactate, gluconate, oxalate,
    nitrate, malate, dimesylate, saccharate, hyclate, monohydrate, dihydrate, trihydrate, anhydrous,
    hydrate, salts, salt, dec
""")
KRATOM = listed("""
    kratom, cratom, mitragyna, mitragynine, ketum, 7 oh, 7-oh, 7oh, 70h, 7-0h, 7-hydroxymitragynine, maeng da, opms,
    mit45, mit 45
""")
"""Patterns of words that always mean kratom: a medicine beside them is a line of its own."""
NUMBERED_NAMES = listed("""
    tylenol, empirin, phenaphen, fioricet, fiorinal, tylenol with codeine, apap, 222, 292
""")
"""Names in which a small number gives the composition: Tylenol 3 holds codeine, Tylenol does not."""
