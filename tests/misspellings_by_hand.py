"""Misspellings written by hand, as people err at a keyboard, on paper and by ear: `meant: typed, typed …`.

None was tried before the whole list was written.
"""

BY_HAND = """
quetiapine: quietapine, quetiapene, quetapine, qutiapine, quetiapin
Seroquel: seraquel, siroquel, serequel, seroquelle
olanzapine: olanzipine, olanzepine, olanzapeen, olansapine
Zyprexa: ziprexa, zyprexia, zyprexer
aripiprazole: aripriprazole, ariprazole, aripiprizole, aripipprazole
Abilify: abilfy, abillify, abilafy
risperidone: risperdone, risperadone, resperidone, risperidon
Risperdal: resperdal, risperidal
haloperidol: halperidol, haloperidal, haliperidol, haloparidol
clozapine: clozepine, closapine, clozapene, clozipine
lurasidone: lurasadone, lurisidone, lurazidone
ziprasidone: zisprasidone, ziprazidone, zipresidone
sertraline: setraline, sertralin, certraline, sertriline, sertaline
Zoloft: zolaft, zoloff, zoleft
fluoxetine: floxetine, fluoxitine, flueoxetine, fluoxatine
Prozac: prosac, prozack, prozak
escitalopram: escitaloprim, esitalopram, excitalopram, escitilopram
Lexapro: lexipro, lexapo, lexaproe
citalopram: citalapram, citalopran, sitalopram, citolopram
paroxetine: paroxitine, paroxatine, peroxetine
venlafaxine: venlafaxin, venlaflaxine, venlefaxine, ventlafaxine
Effexor: efexer, effexer, affexor
duloxetine: duloxitine, dulaxetine, duloxotine, dulexetine
Cymbalta: cymbalata, simbalta, cimbalta, cymbolta
desvenlafaxine: desvenlefaxine, desvenlafaxin, desvenlaflaxine
Pristiq: prestiq, pristique, pristik
bupropion: buproprion, bupropian, bupropin, buproprian, bupropione
Wellbutrin: welbutrin, wellbutrine, welbuterin, wellbutran
mirtazapine: mirtazipine, mertazapine, mirtazepine, mirtazapene
trazodone: trazadone, trazedone, traxodone, trazidone
amitriptyline: amitryptyline, amitriptiline, amytriptyline, amitriptylene, amitripyline
nortriptyline: nortryptyline, nortriptylin, nortriptilyne
clomipramine: clomiprimine, clomipramin, chlomipramine
phenelzine: phenalzine, fenelzine, phenylzine
tranylcypromine: tranylcipromine, tranalcypromine, tranylcypramine
buspirone: busperone, buspirin, buspiron, bispirone
lithium carbonate: lithum carbonate, lithium carbanate, litium carbonate
lamotrigine: lamotrigene, lamotragine, lamotrogine, lamatrigine
Lamictal: lamictil, lamyctal, lamicktal
valproic acid: valproric acid, valporic acid, valproic acide
Depakote: depakoat, depacote, deppakote
levetiracetam: levetiracitam, leviteracetam, levatiracetam, levetiracetem
Keppra: kepra, kepprah, keprra
topiramate: topirimate, topiramat, topamirate, toprimate
Topamax: topomax, topimax, toppamax
carbamazepine: carbamezapine, carbamazapine, carbemazepine, carbamazipine
oxcarbazepine: oxcarbazapine, oxycarbazepine, oxcarbezepine
phenytoin: phenytion, phenitoin, fenytoin, phenytoine
Dilantin: dilanten, dilanton, dylantin
gabapentin: gabapenton, gabepentin, gabapentine, gabbapentin, gapapentin
Neurontin: nuerontin, neurotin, neuronton
pregabalin: pregabaline, pregablin, pregabolin, pregabalan
Lyrica: lirica, lyrika, lyricca
alprazolam: alprazalam, alprazolan, aplrazolam, alprozolam
Xanax: xannax, zannax, xanex
lorazepam: lorazapam, lorezepam, lorazepan, lorezapam
Ativan: adivan, atavan, ativane
clonazepam: clonazapam, klonazepam, clonezepam, clonazepan
Klonopin: clonopin, klonipin, klonapen, klonopen
diazepam: diazapam, diazepan, diazipam, dyazepam
Valium: vallium, valuim, valiumm
temazepam: temazapam, temazepan, tamazepam
chlordiazepoxide: chlordiazopoxide, clordiazepoxide, chlordiazepoxid
zolpidem: zolpedem, zolpidom, zolpiderm, zoldipem
Ambien: ambian, ambiem, ambein
eszopiclone: eszopiclon, esopiclone, eszopiklone
Lunesta: lunestra, lunesa, lunista
zopiclone: zopaclone, zoplicone, zopicolone
oxycodone: oxycodine, oxicodone, oxycodon, oxycodene
OxyContin: oxycontine, oxicontin, oxycotin, oxicotton
Percocet: percacet, percoset, perkocet, percocett
hydrocodone: hydrocodon, hydrocodne, hidrocodone, hydracodone
Vicodin: vicaden, vicoden, vycodin, vicadin
hydromorphone: hydromorphine, hydromorfone, hydromorphon, hydromorphene
Dilaudid: dilaudad, dilauded, delaudid, dialudid
morphine: morphene, morfine, morphin, morphiene
fentanyl: fentanil, fentynal, phentanyl, fentenyl, fentynol
tramadol: tramadal, tramedol, trammadol, tramadole, tramidol
Ultram: ultrum, ultramm, ulltram
tapentadol: tapentadal, tapendatol, tapantadol
methadone: methodone, methadon, methadine, methedone
buprenorphine: buprenorfine, bupenorphine, buprenorphin, buphrenorphine, buprinorphine
Suboxone: subaxone, saboxone, suboxen
Subutex: subatex, subutax, sebutex
naltrexone: naltraxone, naltrexene, neltrexone
Vivitrol: vivatrol, vivitral, vivtrol
naloxone: naloxon, nalaxone, naloxene, nalxone
Narcan: narkan, narcon, narcann
codeine: codine, codiene, codene, codein
carisoprodol: carisprodol, carisoprodal, carisoprodil, carisopradol
cyclobenzaprine: cyclobenzaprin, cyclobenzeprine, ciclobenzaprine, cyclobenzoprine
Flexeril: flexaril, flexiril, flexerol
methocarbamol: methocarbimol, methocarbomal, methacarbamol
Robaxin: robaxen, robaxan, roboxin
tizanidine: tizanadine, tizandine, tizanidene, tizinidine
Zanaflex: xanaflex, zanoflex, zanaflax
baclofen: baclophen, baclofin, backlofen, baclafen
hydroxyzine: hydroxyzene, hydroxazine, hyrdoxyzine
Vistaril: vistaral, visteril, vistril
diphenhydramine: diphenhydramin, diphenhidramine, diphenydramine, dyphenhydramine
Benadryl: benedryl, benadril, benydryl, benadrill
promethazine: prometazine, promethezine, promethazin, promethizine
Phenergan: phenergen, fenergan, phenagan, phenergin
dextromethorphan: dextramethorphan, dextromethorphen, dextromethorpan
Adderall: aderall, adderal, aderal, adderrall
methylphenidate: methylphenadate, methylfenidate, methlyphenidate, methylphenidade
Ritalin: ritilin, riddalin, ritalan
Concerta: conserta, concertta, concirta
lisdexamfetamine: lisdexamphetamine, lisdexamfetamin, lizdexamfetamine
Vyvanse: vivanse, vyvance, vyvanze
modafinil: modafinal, modafanil, modofinil, modaphinil
atomoxetine: atomoxitine, atamoxetine, atomexetine
Strattera: stratera, straterra, stratterra
clonidine: clonadine, clonidene, clonodine, klonidine
guanfacine: guanfasine, guanfacin, guanficine, guanafacine
propranolol: propanolol, proponolol, propranalol, propranolal
metoprolol: metoprolal, metroprolol, metaprolol, metopralol
atenolol: atenalol, antenolol, atenolal
lisinopril: lisinapril, lysinopril, lisinoprol, licinopril
losartan: losarten, lorsartan, losartin
amlodipine: amlodapine, amlopidine, amlodipin, amlodopine
Norvasc: norvasq, norvask, norvesc
hydrochlorothiazide: hydrochlorthiazide, hydrochlorothiazid, hydrochlorothyazide
furosemide: furosimide, furosemid, fuorsemide, furoscemide
Lasix: lasics, lasicks, laisix
spironolactone: spironalactone, spirolactone, spironolacton, spirinolactone
warfarin: warfrin, warfarine, warferin, warfaran
Coumadin: cumadin, coumidin, coumaden, caumadin
apixaban: apixiban, apixaben, apixabin
Eliquis: eliquiss, elliquis, eloquis, eliqius
rivaroxaban: rivoroxaban, rivaroxiban, rivaraxaban
Xarelto: zarelto, xeralto, xaralto
clopidogrel: clopidigrel, clopidogril, clopidegrel, clopidrogel
Plavix: plavics, plavex, plavicks
atorvastatin: atorvastatine, atorvistatin, atorvastan, artorvastatin
Lipitor: liptor, lipiter, lipator
simvastatin: simvistatin, simvastain, symvastatin, simvastatine
rosuvastatin: rosuvistatin, rosvastatin, rosuvastatine
Crestor: krestor, crester, crestore
metformin: metforman, metphormin, metfromin, metformine
glipizide: glipazide, glipizid, glypizide
semaglutide: semiglutide, semaglutid, semaglutyde, samaglutide
Ozempic: ozempick, osempic, ozemic, ozimpic
levothyroxine: levothyroxin, levothroxine, levothyroxen, levothyraxine
Synthroid: synthyroid, sinthroid, synthriod
omeprazole: omeprazol, omaprazole, omeprozole, omerprazole
pantoprazole: pantaprazole, pantoprozole, pantoprazol
Protonix: protonics, protonicks, protenix
famotidine: famotadine, fomotidine, famotidene
ondansetron: ondansitron, ondansteron, odansetron, ondanestron
Zofran: zofrin, zophran, zofrane
loperamide: loperimide, lopermide, loperamid, lopiramide
Imodium: immodium, imodiam, emodium
prednisone: prednizone, predinsone, prednesone, prednisoan
methylprednisolone: methylprednisalone, methlyprednisolone, methylprednisilone
albuterol: albutarol, albuteral, albutirol, abuterol
montelukast: montelucast, monteleukast, montilukast
Singulair: singulare, singular, singulier
fluticasone: fluticazone, fluticosone, flutikasone
azithromycin: azithromyacin, azithromicin, azythromycin, azithromycine
clarithromycin: clarithromicin, clarithromyacin, claritromycin
ciprofloxacin: ciprofloxicin, ciproflaxacin, ciprofloxacine
amoxicillin: amoxicilin, amoxacillin, ammoxicillin, amoxocillin
doxycycline: doxycyclin, doxycicline, doxicycline, doxycyline
fluconazole: fluconizole, fluconozole, flucanazole
ketoconazole: ketoconozole, ketoconizole, ketaconazol
itraconazole: itraconozole, itraconizole, intraconazole
rifampin: rifampen, riphampin, rifanpin
tacrolimus: tacrolimas, tacralimus, tacrolymus
cyclosporine: cyclosporene, cyclosporin, ciclosporine, cyclosporan
Paxlovid: paxlovoid, paxlavid, paxlovit
ibuprofen: ibuprofin, ibuprophen, iboprofen, ibuprofein
acetaminophen: acetaminophin, acetominophen, acetaminophine, acetamenophen, acetaminaphen
paracetamol: paracetemol, paracitamol, parasetamol, paracetamal
naproxen: naproxin, naproxyn, neproxen
celecoxib: celecoxeb, celicoxib, celocoxib
meloxicam: meloxacam, meloxicom, meloxicame
sumatriptan: sumitriptan, sumatryptan, sumatripan
Imitrex: immitrex, imitrix, imatrex
digoxin: digoxen, digoxine, degoxin
amiodarone: amioderone, amiodorone, amiodaron, ammiodarone
diltiazem: diltiazam, diltiazim, diltizem
verapamil: verapimil, verapamill, varapamil
tamsulosin: tamsulosen, tamsilosin, tansulosin
sildenafil: sildenifil, sildenafel, syldenafil
finasteride: finasteryde, finasterid, finesteride
phentermine: phenteramine, fentermine, phentermin
Contrave: contrive, contravve, kontrave
dronabinol: dronabinal, dronabanol, dronobinol
ropinirole: ropinerole, ropinirol, ropineirole
pramipexole: pramipexol, pramapexole, pramipaxole
donepezil: donezepil, donepizil, donepazil
memantine: memantene, memintine, mementine
methotrexate: methatrexate, methotrexat, methotraxate
hydroxychloroquine: hydroxychloroquin, hydroxycloroquine, hydroxychloraquine
Plaquenil: plaquinil, plaquenel, placquenil
kratom: kratem, kratim, cratum, krattom
tianeptine: tianeptene, tianiptine, tyaneptine
phenibut: phenabut, fenibut, phenibute
benzonatate: benzonatat, benzonotate, benzanatate
St John's wort: saint johns wart, st johns wart, st jons wort
"""
