// Which parts of a pasted list speak of a person, not of a medicine. Labels and shapes, no list of people's names.
// In doubt a line is sent: the server can still say that it is no medicine, but a medicine left out is lost.

export const KINDS = {
  name: ["a person’s name", "people’s names"],
  record_number: ["a record number", "record numbers"],
  birth_date: ["a birth date", "birth dates"],
  phone: ["a phone number", "phone numbers"],
  email: ["an e-mail address", "e-mail addresses"],
  address: ["an address", "addresses"],
};

const rule = (flags) => (strings, ...parts) => new RegExp(part(strings, ...parts), flags);
const part = (strings, ...parts) => `(?:${String.raw(strings, ...parts).replace(/\n\s*/gu, "")})`;
const anywhere = rule("giu");
const exact = rule("u"); // capitals count
const words = (list) => {
  const spelt = list.trim().split(/,\s*/u).join("|").replaceAll(" ", "[\\s-]+");
  return anywhere`(?<![\p{L}\d'’-])(?:${spelt})(?![\p{L}\d'’]|-\p{L})`;
};

const UNIT = part`(?:mgs?|mcgs?|[µμ]gs?|ugs?|ng|kg|gms?|grams?|g|mls?|cc|units?|iu|meq|mmol|puffs?|drops?|sprays?|x)
  (?![\p{L}\d])|%`;
const DRUG_ENDINGS = `azepam, azolam, barbital, bamate, oxetine, apine, epine, idone, azodone, azole, traline, triptyline,
  ipramine, faxine, alopram, gabalin, pentin, codone, orphone, orphine, orphan, fentanyl, fentanil, trexone, oxone,
  norphine, tadol, caine, olol, pril, sartan, statin, dipine, thiazide, semide, actone, xaban, gatran, profen, oxicam,
  coxib, cillin, cycline, floxacin, mycin, vudine, navir, gliptin, gliflozin, glutide, formin, setron, triptan, tidine,
  sone, solone, rolimus, sporin, tinib, zumab, ximab, afinil, phetamine, fetamine, phenidate, mazepine, trigine,
  racetam, toin, roxine, onidine, zanidine, zolpidem, zopiclone, aminophen, cetamol, ephrine, azine, dopa, pexole,
  nirole, giline, lukast, terol, tropium, vaptan`;

// A line with any of these is never dropped.
const SIGNS_OF_A_MEDICINE = [
  anywhere`(?<![\p{L}\d])\d[\d.,/–-]*\s?-?${UNIT}`,
  anywhere`(?<![\p{L}\d])(?:q\s?\d{1,2}\s?(?:h|d|w)\p{L}*|
    \d\s?(?:x|times)\s?(?:/|a|per)?\s?(?:d|day|daily|week|wk))(?![\p{L}\d])`,
  anywhere`(?<!\p{L})\p{L}{2,}(?:${DRUG_ENDINGS.split(/,\s*/u).join("|")})(?!\p{L})`,
  words(`daily, nightly, weekly, monthly, once, twice, bid, tid, qid, qd, qhs, qam, qpm, qod, bd, tds, qds, od, hs, nocte,
    mane, stat, prn, as needed, every (?:other )?(?:day|night|morning|evening), at (?:night|bedtime), a day, per day,
    by mouth, po(?! box), sl, iv, im, sc, sq, subq, subcut, topical, inhaled, oral, orally, sublingual, buccal, nasal,
    rectal, transdermal, intravenous, intramuscular, subcutaneous`),
  words(`tablets?, tabs?, capsules?, caps?, pills?, caplets?, syrup, solution, suspension, liquid, elixir, tincture,
    powder, tea, shots?, drink, extract, gumm(?:y|ies), lozenges?, strips?, film, inhaler, nebuli[sz]er, patch(?:es)?,
    cream, ointment, gel, lotion, shampoo, suppositor(?:y|ies), enema, injections?, inj, vials?, pen, depot, implant,
    xr, er, sr, xl, cr, ir, ec, odt, (?:mr|dr|la)(?=$), contin, decanoate, hcl, hydrochloride, sulfate, sulphate,
    tartrate, sodium, potassium, calcium, magnesium, salts`),
  words(`takes?, taking, took, uses?, using, used, on, off, reports, denies, stopped, started, current(?:ly)?, meds?,
    medications?, medicines?, prescribed, allerg(?:y|ies|ic)`),
  words(`kratom, ketum, biak, thom, maeng da, bali, feel free, krypton, mitragyn\\p{L}*, 7-?oh, 7-?hydroxy\\p{L}*, plan b,
    vitamins?, multivitamin, insulin, lithium, aspirin, warfarin, digoxin, heparin, alcohol, beers?, wine, vodka, cannabis,
    marijuana, cbd, thc, cocaine, heroin, st\\.? john['’]?s wort, xanax, seroquel, suboxone, methadone, narcan, vaccine, serotype,
    dr\\.? (?:throwers|\\p{L}+['’]s)`),
];

const MONTH = part`(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}{0,6}\.?`;
const DATE = part`(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d{2})|
  \d{1,2}[-\s]${MONTH}[-,\s]+\d{4}|${MONTH}\s\d{1,2},?\s\d{4})(?!\d)`;
const RECORD_NUMBER = part`(?!(?:19|20)\d{2}-\d)
  (?:\d{3}[ -]\d{3}[ -]\d{4}|\d{3}[ -]\d{2}[ -]\d{4}|[a-z]{0,4}-?\d[\d-]{3,}[a-z]?)(?![\p{L}\d])`;
const DIALLED = part`(?!${DATE})(?=(?:[^\p{L}\d]{0,3}\d){7})
  (?:\+?\d{1,3}[\s.-]?)?(?:\(\d{1,5}\)|\d{2,5})(?:[\s.-]{0,2}\d{2,6}){1,4}(?![\d.]|\s?${UNIT})`;
const WORD = part`\p{Lu}[\p{L}'’]*(?:-\p{Lu}\p{L}*)?\.?`;
const FULL_NAME = part`${WORD}(?:\s${WORD}){1,3}|${WORD}(?:\s${WORD})?,\s*${WORD}(?:\s${WORD}){0,2}`;
const TITLE = part`(?:Mr|Mrs|Miss|Mx|Prof)\.?\s`;
const YEARS = part`(?:1[01]\d|\d{1,2})\s?(?:[Yy]\p{L}*)?`;
const OF_SEX = part`\([MF]\)|[MF]|[Mm]ale|[Ff]emale`;
const ABOUT = part`(?:(?:[\s,;|/]+|\s[–-]\s)(?:${YEARS}\s?(?:${OF_SEX})|(?:\([MF]\)|[Mm]ale|[Ff]emale)(?:[\s,]*${YEARS})?|
  (?:[Ss]ex|SEX|[Gg]ender)\s*:?\s*\p{L}+|(?:[Aa]ged?|AGE)\s*:?\s*${YEARS}|
  \d{1,3}\s?-?\s?(?:y/?o|[Yy](?:ea)?rs?[ -]old|YO)))`;
const SOMEBODY = part`(?:${TITLE}|(?:Dr|Ms)\.?\s)?(?:${FULL_NAME}|${WORD})(?:,?\s(?:MD|RN|NP|PA|DO))?${ABOUT}*`;

// Labelled, or of a shape that nothing else has: cut out wherever it stands, so that a medicine beside it is sent.
const CUT_OUT = [
  ["birth_date", anywhere`(?<!\p{L})(?:d\.?\s?o\.?\s?b\.?|(?:date\sof\s)?birth\s?(?:date|day)?|born(?:\son)?)
    \s*[:=#]?\s*${DATE}`],
  ["record_number", anywhere`(?<!\p{L})(?:mrn|nhs|ssn|chi|csn|medical\srecord|social\ssecurity|
    (?:hosp|hospital|patient|pt|member|medicare|medicaid|insurance|policy|chart|account|acct|record)(?=\s*(?:id|no|num|#|:)))(?!\p{L})
    (?:\s?(?:id|no\.?|num(?:ber)?))?\s*[:=#]{0,2}\s*${RECORD_NUMBER}`],
  ["record_number", anywhere`(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])`],
  ["email", anywhere`(?:e-?mail\s*[:=]?\s*)?[^\s@,;:<>()|]{1,64}@[^\s@,;:<>()|]{1,250}\.\p{L}{2,}`],
  ["phone", anywhere`(?<!\p{L})(?:tel(?:ephone)?|(?:(?:cell|mobile|home|work)\s)?phone|mob(?:ile)?|cell|fax|
    (?:ph|home|work|contact)(?=\s*[.:#]))\.?(?:\s?(?:no\.?|number|#))?\s*[:=#]?\s*${DIALLED}`],
  ["phone", anywhere`(?<![\d.+-])(?:\+?1[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}[-.])\d{3}[-.]\d{4}(?![\d-])`],
  ["name", rule("gu")`(?<!\p{L})(?:[Pp]atient|PATIENT|[Pp]t|PT)(?:\s[Nn]ame)?\s*:\s*${WORD}(?:\s${WORD}){1,2}(?=\s*[,;|\t])`],
];

// What a label says of the words after it, where they are the rest of the line.
const LABELLED = [
  ["name", exact`^(?:${SOMEBODY}|[\p{L}\s.,'’-]{2,60})$`,
    /^(?:(?:patient|pt|full|first|last|middle|family|given)['’]?s?\s?name|surname|forename|next of kin|nok)$/iu],
  ["name", exact`^${SOMEBODY}$`,
    /^(?:patient|pt|client|mother|father|spouse|carer|emergency contact|pcp|gp|provider|physician|doctor|prescriber|nurse)$/iu],
  ["name", exact`^(?:${TITLE})?(?:${FULL_NAME})${ABOUT}*$`, /^name$/iu],
  ["address", /./u, /^(?:(?:home|postal|street|mailing|e-?mail)\s)?(?:address|addr|street|city|town|zip(?:\scode)?|post\s?code)$/iu],
];

// What a whole line is by its shape.
const STREET = part`Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Way|Place|Pl|Close|Crescent|Terrace|
  Square|Highway|Hwy|Parkway|Pkwy`;
const STATE = part`A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]`;
const SHAPED = [
  ["name", exact`^(?:${TITLE}(?:${FULL_NAME}|${WORD})|(?:Dr|Ms)\.?\s${WORD}(?:\s${WORD}){1,2})${ABOUT}*$`],
  ["name", exact`^(?:${FULL_NAME})${ABOUT}+$`],
  ["birth_date", anywhere`^${DATE}\s*[,(]?\s*(?:aged?\s*:?\s*\d{1,3}|
    \d{1,3}\s?-?(?:y/?o|yrs?|years?)(?:[\s-]old)?)\s*\)?$`],
  ["birth_date", anywhere`^aged?\s*:?\s*\d{1,3}\s?(?:y\p{L}*)?[\s,(]+${DATE}\)?$`],
  ["record_number", anywhere`^\d{3}\s\d{3}\s\d{4}$`],
  ["phone", anywhere`^(?:\+\d[\d\s().-]{7,16}\d|\(?0\d{2,4}\)?\s\d{3,4}\s?\d{3,4}|\d{3}\s\d{4}\s\d{4})$`],
  ["address", exact`^(?:[Aa]pt\.?\s\w+,?\s)?\d{1,5}[A-Za-z]?,?\s
    (?:\p{Lu}[\p{L}'’.]*\s){1,4}(?:${STREET})(?:[.,\s].*)?$`],
  ["address", exact`^(?:.*,\s*)?(?:${STATE})\s+\d{5}(?:-\d{4})?$`],
  ["address", exact`^(?:.*\p{L}{3},?\s+)[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}$`],
  ["address", anywhere`^p\.?\s?o\.?\s?box\s\d+.*$`],
];
const A_NAME_ALONE = exact`^(?:${FULL_NAME})${ABOUT}*$`;
const ONLY_ABOUT = exact`^(?:${ABOUT}|[\s,;|/–-])+$`;
const COLUMN = /^\s*(?:name|drug|med\p{L}*|dose|dosage|strength|form|route|freq\p{L}*|sig|qty|quantity|refills|directions|status|start\p{L}*)\s*[:=]/iu;

const fits = (text, shape) => text.search(shape) >= 0;
const looksLikeMedicine = (text) => SIGNS_OF_A_MEDICINE.some((sign) => fits(text, sign));
const identifies = (parts) => parts.some(({ kind }) => kind === "birth_date" || kind === "record_number");

// What is left around a gap, without the separators and brackets that held what was cut out.
const closed = (text) =>
  text
    .replace(/\(\s*\)|\[\s*\]/gu, "")
    .replace(/\s*[,;|]?(?=\s*[,;|)])/gu, "")
    .replace(/\s{2,}/gu, " ")
    .replace(/^[\s,;|/–-]+|[\s,;|/([–-]+$/gu, "");

// A long line is read in pieces, each ended where an item ends if it can be: the time grows with the length, no faster.
const MOST_AT_ONCE = 500;
const ENDS_OF_ITEMS = [[",", ";", "|", "\t"], [" "]];

function pieces(line) {
  const found = [];
  let rest = line;
  while (rest.length > MOST_AT_ONCE) {
    const most = rest.slice(0, MOST_AT_ONCE);
    const ends = ENDS_OF_ITEMS.map((marks) => Math.max(...marks.map((mark) => most.lastIndexOf(mark))));
    const end = ends.find((at) => at > 0) ?? MOST_AT_ONCE - 1;
    found.push(rest.slice(0, end + 1));
    rest = rest.slice(end + 1);
  }
  return [...found, rest];
}

function cutOutOfPiece(piece) {
  const parts = [];
  let rest = piece;
  for (const [kind, shape] of CUT_OUT) {
    rest = rest.replace(shape, (text) => {
      if (kind === "name" && looksLikeMedicine(text)) return text;
      parts.push({ kind, text: text.trim() });
      return " ";
    });
  }
  return { parts, rest: parts.length ? closed(rest) : piece };
}

function cutOut(line) {
  const cut = pieces(line).map(cutOutOfPiece);
  const parts = cut.flatMap((piece) => piece.parts);
  return { parts, rest: parts.length ? cut.map(({ rest }) => rest).join(cut.length > 1 ? " " : "") : line };
}

// The kind of a line that is personal from end to end, or undefined. `Name:` heads a list, or a column of medicines.
function kindOfLine(text, next, heads) {
  if (looksLikeMedicine(text)) return undefined;
  const [, label, value] = /^([^:=#]{2,30}?)\s*[:=#]\s*(.+)$/u.exec(text) ?? [];
  if (label && fits(label, /^name$/iu) && (!heads || fits(next, COLUMN))) return undefined;
  const labelled = label && LABELLED.find(([, shape, labels]) => fits(label, labels) && fits(value, shape));
  return (labelled || SHAPED.find(([, shape]) => fits(text, shape)))?.[0];
}

// One line; of one longer than a piece only parts are cut out. `first`: nothing was sent before it. Two capitalised
// words could be a brand: they are a name only there, and only where a birth date or a record number stands beside or
// below them.
function siftLine(line, next, first) {
  const { parts, rest } = cutOut(line);
  if (line.length > MOST_AT_ONCE) return { sent: rest, dropped: parts };
  const text = rest.trim().replace(/^[•*·-]\s*/u, "");
  const lone = first && fits(text, A_NAME_ALONE) && !looksLikeMedicine(text);
  const kind = lone && identifies(parts.length ? parts : cutOut(next).parts) ? "name" : kindOfLine(text, next, first || identifies(parts));
  if (kind) return { sent: "", dropped: [...parts, { kind, text }] };
  const nothingLeft = parts.length > 0 && (!fits(rest, /[\p{L}\d]/u) || fits(` ${rest}`, ONLY_ABOUT));
  return { sent: nothingLeft ? "" : rest, dropped: parts };
}

// {text: what is sent, found: [{line, whole, dropped: [{kind, text}]}]}. A line in `kept` is sent as it stands.
export function sift(text, kept = new Set()) {
  const lines = text.split(/\r?\n/u).filter((line) => line.trim());
  const sent = [];
  const found = [];
  lines.forEach((line, at) => {
    const asItStands = { sent: line, dropped: [] };
    const sifted = kept.has(line.trim()) ? asItStands : siftLine(line, lines[at + 1] ?? "", sent.length === 0);
    if (sifted.sent) sent.push(sifted.sent);
    if (sifted.dropped.length) found.push({ line: line.trim(), whole: !sifted.sent, dropped: sifted.dropped });
  });
  return { text: sent.join("\n"), found };
}
