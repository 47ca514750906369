"""Words that say where a medicine acts, as data: depots, and what is systemic by nose, lung or skin."""

from __future__ import annotations

from .words import listed

# fmt: off
DEPOT_WORDS = listed("""
    decanoate, vivitrol, sublocade, brixadi, buvidal, probuphine, sixmo, sustenna, trinza, hafyera,
    xeplion, trevicta, consta, perseris, uzedy, rykindo, maintena, asimtufii, aristada, relprevv,
    zypadhera, clopixol, modecate, depo, dmpa, lar, cypionate, enanthate, lauroxil, benzathine, cabenuva,
    apretude, nexplanon, zoladex, eligard, bydureon, depo provera, depo subq provera, depo medrol, depo
    testosterone, haloperidol dec, haldol dec, fluphenazine dec, prolixin dec
""")
DEPOT_WHEN_SPACED = listed("""
    naltrexone, buprenorphine, aripiprazole, paliperidone, risperidone, olanzapine, haloperidol,
    fluphenazine, flupentixol, zuclopenthixol, medroxyprogesterone
""")
"""Injected every few weeks, these are the depot form even where the chart does not say so."""
SPACED = listed("""
    monthly, every month, every 4 weeks, every four weeks, q4wk, q4w, q 4 weeks, q4 weeks, q28d, q28 days,
    every 28 days, every 2 weeks, q2wk, q2w, q2 weeks, every 3 months, weekly, qmonth, every 3 weeks,
    every 6 weeks, every 12 weeks, q12wk, q3wk, fortnightly
""")
DRIPPED = listed("""
    fentanyl, sufentanil, remifentanil, alfentanil, morphine, hydromorphone, dilaudid, meperidine, midazolam, versed,
    lorazepam, ativan, diazepam, propofol, diprivan, dexmedetomidine, precedex, ketamine, etomidate, pentobarbital,
    phenobarbital, naloxone, narcan, heparin, insulin, norepinephrine, levophed, epinephrine, vasopressin,
    phenylephrine, dopamine, dobutamine, milrinone, amiodarone, lidocaine, diltiazem, cardizem, esmolol, nicardipine,
    clevidipine, labetalol, nitroglycerin, nitroprusside, octreotide, pantoprazole, furosemide, lasix, bumetanide,
    oxytocin, pitocin, magnesium, cisatracurium, nimbex, rocuronium, vecuronium, acetylcysteine, bivalirudin,
    argatroban
""")
"""Beside these, `gtt` without a number and without an eye or an ear is an infusion."""
SYSTEMIC_BY_NOSE = listed("""
    midazolam, nayzilam, diazepam, valtoco, lorazepam, fentanyl, instanyl, pecfent, lazanda, ketamine,
    esketamine, spravato, butorphanol, stadol, sumatriptan, imitrex, zolmitriptan, zomig,
    dihydroergotamine, migranal, trudhesa, desmopressin, calcitonin, testosterone, natesto, nicotine,
    nicotrol, dexmedetomidine, heroin, cocaine, methamphetamine, oxytocin, estradiol, zavegepant,
    zavzpret, varenicline, metoclopramide, sufentanil, hydromorphone, morphine, oxycodone, amphetamine,
    adderall, buprenorphine, cyanocobalamin, nitrite, poppers
""")
SYSTEMIC_BY_LUNG = listed("""
    insulin, afrezza, levodopa, inbrija, loxapine, adasuve, nicotine, nicotrol, cannabis, thc, marijuana,
    heroin, fentanyl, morphine, cocaine, crack, methamphetamine, nitrous, sevoflurane, isoflurane,
    desflurane, methoxyflurane, treprostinil, tyvaso, iloprost, dihydroergotamine, staccato, kratom, dmt,
    opium, nitrite, poppers
""")
SYSTEMIC_BY_SKIN = listed("""
    testosterone, androgel, testim, axiron, fortesta, vogelxo, estradiol, estrogel, divigel, elestrin,
    evamist, oestrogel, sandrena, nitroglycerin, nitro, nitrobid, nitropaste, glyceryl, rectiv,
    oxybutynin, gelnique, progesterone, ketamine, fentanyl, morphine, methadone, scopolamine, clonidine,
    gabapentin, cbd, thc, cannabis
""")
LOCAL_PATCHES = listed("""
    lidocaine, lidoderm, ztlido, lidocare, versatis, diclofenac, flector, licart, voltaren, capsaicin,
    qutenza, salonpas, menthol, methyl salicylate, icy hot, icyhot, bengay, biofreeze, salicylic acid,
    tetracaine, synera, prilocaine, emla
""")
