// The offline copy, read by name. Every answer in it is the server's own: nothing here rates anything.
// A line is answered only where a known name stands alone, or with an oral dose after it. In any doubt: the network.

const GREEK = { α: "alpha", β: "beta", γ: "gamma", δ: "delta" };
const DROPPED = /['\u2019\u02bb\u02bc`´™®©℠]/gu;
const MARKS = /[\p{M}\p{Cf}]/gu;
const SEPARATORS = /[^\p{L}\p{N}]+/gu;

// The form in which two spellings of one name are equal: the same steps as `normalise` of the server.
export function normalise(text) {
  let bare = text.replace(DROPPED, "");
  if (/[^\x00-\x7f]/u.test(bare)) {
    bare = folded(bare.normalize("NFKD")).normalize("NFKD").replace(MARKS, "");
    bare = bare.replace(/[αβγδ]/gu, (letter) => GREEK[letter]);
  }
  return bare.toLowerCase().replace(SEPARATORS, " ").trim();
}

// Case-folded as Unicode says, for which lower case alone is not enough.
const folded = (text) => text.replace(/ẞ|ß/gu, "ss").replace(/ς/gu, "σ").replace(/ſ/gu, "s").toLowerCase().replace(/ς/gu, "σ");

const ANOTHER = "another_depressant";
const NUMBER = String.raw`\d{1,5}(?:\.\d{1,3})?`;
const DOSE = String.raw`${NUMBER}(?:\s?[\/-]\s?${NUMBER}){0,2}\s?(?:mg|mcg|g|ml|units?|iu|meq)(?:\s?\/\s?(?:${NUMBER}\s?)?ml)?`;
const BARE = String.raw`(?:[5-9]|\d{2,4}(?:\.\d)?|\d{1,4}(?:\.\d)?\/\d{1,4})`; // Tylenol 3 is another medicine than Tylenol
const HOURS = String.raw`q\d{1,2}(?:-\d{1,2})?h|every \d{1,2} hours`;
const COUNT = String.raw`(?:[1-9]|1[0-2])(?= (?:tab|cap|pill|softgel)[a-z]*(?: |$))`;
const PLAIN = /^[\p{L}\p{N} '\u2019.\/&+-]+$/u; // separators that the server reads as it reads a space
const LETTERED = /^(?:\p{L}|[ivx]{2,4})\.\s/iu; // the server reads a bullet there
const BULLET = /^(?:[-•*]\s+|\d{1,3}[.)]\s+(?=\p{L}))/u;
const oneOf = (phrases) => [...phrases].sort((a, b) => b.length - a.length).map(escaped).join("|");
const escaped = (phrase) => phrase.replace(/[.*+?^${}()|[\]\\/]/gu, "\\$&").replace(/ /gu, "[ -]");

export class OfflineReference {
  constructor(contents) {
    this.contents = contents;
    this.release = contents.release;
    this.typing = contents.typing;
    this.names = new Map(contents.asks.map((name) => [name, { asks: true, how: "plain" }]));
    contents.lines.forEach((line) => {
      for (const [how, names] of Object.entries(line.names)) for (const name of names) this.names.set(name, { line, how });
    });
    const [endings, reasons] = [oneOf(this.typing.endings), oneOf(this.typing.reasons)];
    const reason = `(?:prn|as needed|if needed|for)(?: for)? (?:${reasons})`;
    this.ending = new RegExp(`^(?:(?:${DOSE}|${COUNT}|${HOURS}|${reason}|${endings}|${BARE})(?:,? +|$))+$`, "iu");
    this.capitals = new RegExp(`(?<= |^)(?:${this.typing.capitals.join("|")})(?= |$)`, "gu");
    this.states = everyState(contents);
    this.tails = new Set([...this.typing.tails, ...this.typing.endings.flatMap((ending) => ending.split(" "))]);
    this.headings = new Set(this.typing.headings);
    this.stopped = new Set(this.typing.stopped);
  }

  // What a name stands for as it is typed, and with a dose after it. null: not in the copy.
  lookUp(text) {
    const exact = this.names.get(text);
    if (exact) return exact;
    const known = PLAIN.test(text) && !LETTERED.test(text) && this.names.get(normalise(text));
    return known && (known.how !== "exact") ? known : null;
  }

  read(text) {
    const words = text.trim().replace(BULLET, "").split(/\s+/u);
    for (let end = words.length; end > 0; end -= 1) {
      const found = this.lookUp(words.slice(0, end).join(" "));
      if (found && end === words.length) return found;
      if (found) return found.how === "dosed" && this.isDose(words.slice(end).join(" ")) ? { line: { ...found.line, answers: [] } } : null;
      if (this.names.has(normalise(words.slice(0, end).join(" ")))) return null;
    }
    return null;
  }

  isDose(text) {
    return this.ending.test(text.replace(this.capitals, "ER"));
  }

  // One medicine a line; between commas only where each part is known and none belongs to the one before.
  split(text) {
    return text.split(/\r?\n/u).filter((line) => line.trim()).flatMap((line) => {
      const parts = line.split(/[,;]\s+|;/u).filter((part) => part.trim());
      const own = (part) => this.read(part) && part.toLowerCase().match(/\p{L}{4,}/gu)?.some((word) => !this.tails.has(word));
      return parts.length > 1 && !this.read(line) && parts.every(own) ? parts.map((part) => part.trim()) : [line.trim()];
    });
  }

  // Whether the server could read a line as a heading of what is not taken, for the lines below it.
  mayBeHeading(line) {
    const lower = line.normalize("NFKC").toLowerCase();
    const words = lower.match(/\p{L}+/gu) ?? [];
    if (this.typing.allergies.some((stem) => lower.includes(stem))) return true;
    const stopped = words.some((word) => this.stopped.has(word) || word === "not" || word === "longer") || /\bd\/?c'?e?d/u.test(lower);
    return stopped && (/:\W*$/u.test(lower) || words.every((word) => this.headings.has(word)));
  }

  // {lines: [{typed, outcome, reason, …}]}: one outcome for each line, in the order in which they were typed.
  check(text) {
    const typed = this.split(text);
    if (typed.length > this.typing.most_lines) return { lines: [], refused: `At most ${this.typing.most_lines} lines are checked at once.` };
    let heading = false;
    let afterUnread = false;
    const read = typed.map((line) => {
      const found = heading || line.length > this.typing.longest ? null : this.read(line);
      const under = heading;
      heading ||= !found && this.mayBeHeading(line);
      const listed = afterUnread;
      afterUnread ||= !found;
      return { typed: line, found, under, listed };
    });
    const list = this.told(read);
    return { lines: read.map((line) => this.answer(line, list)), told: list.facts };
  }

  // What the list tells of the patient and of itself: kratom products, alcohol, sedatives, lines that nobody read.
  told(read) {
    const lines = read.map(({ found }) => found?.line).filter(Boolean);
    const telling = lines.filter((line) => line.product && !line.bare);
    const products = (telling.length ? telling : lines).map((line) => line.product).filter(Boolean);
    const product = this.contents.products.findLast((name) => products.includes(name));
    const facts = new Set([product, ...lines.flatMap((line) => line.tells ?? [])].filter(Boolean));
    const medicines = lines.flatMap((line) => (line.medicines ?? []).map((at) => this.contents.medicines[at]));
    const depressants = new Set(medicines.filter((medicine) => medicine.depressant).map((medicine) => medicine.slug));
    // What stands under a heading of stopped medicines may be kratom itself, which changes what is said of all others.
    const setting = this.tellsSetting(medicines, product) || read.some(({ under }) => under);
    return { facts, depressants, setting, unread: read.filter(({ found }) => !found).map(({ typed }) => typed) };
  }

  // Whether the medicines together tell a setting, such as an anaesthetic: the advice there needs the network.
  tellsSetting(medicines, product) {
    const count = (sign) => new Set(medicines.filter(({ counts }) => counts?.includes(sign)).map(({ slug }) => slug)).size;
    return (this.contents.settings ?? []).some(({ signs, with_kratom: withKratom }) =>
      (!withKratom || product) && signs.every(([sign, least]) => count(sign) >= least));
  }

  answer({ typed, found, under, listed }, list) {
    if (found?.asks) return { typed, outcome: "unrecognised", reason: "asks" };
    if (!found) return { typed, outcome: "unrecognised", reason: under ? "under_heading" : "needs_network" };
    const { line } = found;
    const medicines = (line.medicines ?? []).map((at) => this.contents.medicines[at]);
    if (list.setting && medicines.length) return { typed, outcome: "unrecognised", reason: "needs_network" };
    if (list.unread.length && medicines.some((medicine) => this.mayChange(medicine, list))) {
      const alone = this.severities(medicines.map((medicine) => medicine.finding));
      const possible = this.severities(medicines.flatMap((medicine) => [medicine.finding, ...Object.values(medicine.under ?? {})]));
      return { typed, outcome: "unrecognised", reason: "depends", name: line.name, alone, possible };
    }
    const findings = medicines.map((medicine) => this.finding(medicine, list));
    // Under a heading of current medicines what should not be started may be a running treatment: that needs the network.
    if (listed && findings.some((finding) => finding?.medicine_action === "wait")) return { typed, outcome: "unrecognised", reason: "needs_network" };
    const silent = findings.some(Boolean) ? medicines.filter((_, at) => !findings[at]).map(({ name }) => name) : [];
    const outcome = findings.some(Boolean) && line.outcome !== "precipitant" ? "finding" : line.outcome;
    return { ...line, typed, outcome, findings: findings.filter(Boolean), silent };
  }

  // Whether anything more that the unread lines could tell would change what is said of a medicine.
  mayChange(medicine, list) {
    if (!medicine.under) return false;
    const known = this.state(medicine, list);
    const now = this.place(medicine, known);
    const product = this.contents.products.findIndex((name) => known.includes(name));
    return this.states.some((state) => {
      const graver = this.contents.products.findIndex((name) => state.includes(name)) >= product;
      const more = known.every((fact) => state.includes(fact) || this.contents.products.includes(fact));
      return graver && more && this.place(medicine, state) !== now;
    });
  }

  // What the list tells that bears on a medicine, in the order in which the document names it.
  state(medicine, { facts, depressants }) {
    const another = [...depressants].some((slug) => slug !== medicine.slug);
    return this.contents.facts.filter((fact) => facts.has(fact) || (fact === ANOTHER && another));
  }

  place(medicine, state) {
    const key = state.join("+");
    return medicine.under && key in medicine.under ? medicine.under[key] : medicine.finding;
  }

  severities(places) {
    return places.filter((at) => at != null).map((at) => this.contents.findings[at].severity);
  }

  // The server's finding for this medicine in this list; null where it has none.
  finding(medicine, list) {
    const because = this.state(medicine, list);
    const at = this.place(medicine, because);
    if (at == null) return null;
    const changed = at !== medicine.finding;
    const alone = changed && medicine.finding != null ? this.contents.findings[medicine.finding].severity : null;
    const product = because.some((fact) => this.contents.products.includes(fact) && fact !== "unknown_product");
    return { ...this.contents.findings[at], alone, changed, because, worse: product ? [] : medicine.worse ?? [] };
  }
}

// Everything that a list may tell at once: at most one product, and any of the other facts.
function everyState({ facts, products }) {
  const others = facts.filter((fact) => !products.includes(fact));
  const chosen = others.reduce((sets, fact) => sets.flatMap((set) => [set, [...set, fact]]), [[]]);
  return [[], ...products.map((product) => [product])].flatMap((first) => chosen.map((rest) => [...first, ...rest]));
}

const DAY = 86_400_000;

// How old the copy is today, and why it may not be relied on, if it may not.
export function standing(release, now = new Date()) {
  const age = Math.floor((now - new Date(release.published_at)) / DAY);
  const left = Math.round((Date.parse(release.valid_until) - Date.parse(now.toISOString().slice(0, 10))) / DAY);
  const refusal = release.withdrawn ? "withdrawn" : age < 0 ? "clock" : left < 0 ? "expired" : "";
  return { age, left, refusal };
}
