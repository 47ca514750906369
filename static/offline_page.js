// The page without a network: what the kept release says of a list, how old it is, and when it no longer answers.

import { OfflineReference, standing } from "./offline.js";
import { sift } from "./privacy.js";

const DOCUMENT = "/offline.json";
const RATINGS = document.querySelectorAll("template[data-severity]"); // as the server orders and labels them
const SEVERITY = Object.fromEntries([...RATINGS].map(({ dataset }) => [dataset.severity, dataset.label]));
const GRAVEST = Object.keys(SEVERITY);
const STRICTEST = ["avoid", "usually_avoid", "adjust", "monitor", "no_special_precaution"];
const FACT = {
  leaf: "kratom leaf", extract: "kratom extract", seven_oh: "7-OH", unknown_product: "a kratom product of unknown content",
  alcohol: "alcohol", other_opioids: "opioids or street drugs", another_depressant: "another sedative",
};
const NOT_READ = {
  needs_network: () => "Not in the offline copy as it is typed: needs the network.",
  asks: () => "Several medicines fit this name: which one is meant needs the network.",
  under_heading: () => "Below a line that may be a heading of allergies or stopped medicines: needs the network.",
  depends: (line) => `${line.name} depends on the lines that could not be read: alone ${worst(line.alone)}, at worst ${worst(line.possible)}.`,
};
const REFUSED = {
  expired: ({ age }, until) => `This copy was valid until ${until} and is ${days(age)} old. It no longer answers.`,
  clock: () => "The clock of this device is earlier than the day on which this copy was published, so its age is not known. It does not answer.",
  withdrawn: (_, __, release) => `Release ${release.version} was withdrawn: ${release.withdrawn} It does not answer.`,
  none: () => "No copy is kept on this device. One is fetched when a page is opened with a network, over https.",
  damaged: () => "The copy on this device is damaged and does not answer. Opening any page with a network fetches it anew.",
};

const byId = (id) => document.getElementById(id);
const days = (count) => (count === 1 ? "1 day" : `${count} days`);
const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
const date = (text) => new Date(text).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const worst = (severities) => GRAVEST.find((severity) => severities.includes(severity)) ?? "none";

// An element with its class and what is in it: texts, elements, lists of them; nothing for what is empty.
function el(name, className, ...inside) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...inside.flat(Infinity).filter((part) => part !== null && part !== undefined && part !== ""));
  return made;
}
const when = (condition, make) => (condition && (!Array.isArray(condition) || condition.length) ? make(condition) : "");
const shape = (kind) => byId(`shape-${kind}`).content.cloneNode(true);
const label = (kind, text) => el("span", `sev ${kind}`, shape(kind), text);
const said = ([text, basis]) => [text, when(basis, () => [" ", el("span", "basis", basis)])];

function steps({ label: title, steps: list }) {
  const bases = new Set(list.map(([, basis]) => basis));
  const [shared] = bases.size === 1 ? bases : [""];
  return [
    el("ol", "", list.map(([text, basis]) => el("li", "", said([text, shared ? "" : basis])))),
    when(shared, () => el("p", "basis-note", `All of this: ${shared}.`)),
  ];
}

function card({ finding, typed }) {
  const [first, ...others] = finding.slots;
  const both = finding.medicine_action === "wait" ? others.splice(0, 1) : [];
  const [what, time, threshold] = finding.watch ?? [];
  const fact = (title, text) => el("div", "", el("h3", "", title), el("p", "", text));
  return el("article", `finding ${finding.severity}`,
    el("header", "", el("h2", "", finding.name), label(finding.severity, SEVERITY[finding.severity]),
      typed.filter((text) => text.toLowerCase() !== finding.name.toLowerCase()).map((text) => el("span", "typed", text))),
    when(finding.under_correction, (text) => el("p", "error correction", el("strong", "", text))),
    el("p", finding.phrase.length > 110 ? "action long" : "action", finding.phrase),
    el("div", "bottom-line", el("p", "", finding.headline)),
    [first, ...both].filter(Boolean).map((slot) => el("div", "do", el("h3", "", `What to do: ${slot.label.toLowerCase()}`), steps(slot),
      when(slot === first && what, () => el("dl", "watch", el("dt", "", "Watch"), el("dd", "", what), el("dt", "", "When"), el("dd", "", time),
        el("dt", "", "Act at"), el("dd", "", said(threshold)))))),
    when([finding.changed && changedBy(finding), ...(finding.notes ?? [])].filter(Boolean), (notes) => el("div", "also", notes.map((text) => el("p", "", text)))),
    el("div", "facts", fact("Evidence", finding.evidence), fact("Mechanism", finding.mechanism), fact("Onset · offset", finding.course),
      when([...finding.worse, ...(finding.product_note ? [said(finding.product_note)] : [])], (lines) =>
        el("div", "wide", el("h3", "", "If extract or 7-OH"), lines.map((text) => el("p", "", text))))),
    others.map((slot) => el("details", "", el("summary", "", slot.label), steps(slot))));
}

function changedBy(finding) {
  const alone = finding.alone ? ` Alone in the reference case: ${SEVERITY[finding.alone].toLowerCase()}.` : "";
  return `Rated with what else the list tells: ${finding.because.map((fact) => FACT[fact] ?? fact).join(", ")}.${alone}`;
}

// One card a finding, gravest first; the same finding from two lines names both.
function cards(lines) {
  const found = new Map();
  for (const line of lines) {
    for (const finding of line.findings ?? []) {
      const key = `${finding.medication} ${finding.phrase} ${finding.mechanism}`;
      found.set(key, { finding, typed: [...(found.get(key)?.typed ?? []), line.typed] });
    }
  }
  const rank = ({ finding }) => GRAVEST.indexOf(finding.severity) * 10 + STRICTEST.indexOf(finding.action);
  return [...found.values()].sort((a, b) => rank(a) - rank(b));
}

// The steps that the findings call for, each for its medicine alone: at most five, essential ones never left out.
const MOST_STEPS = 5;
function plan(reference, found) {
  const due = new Map();
  for (const { finding } of found) {
    for (const at of finding.plan ?? []) {
      const known = due.get(at) ?? { at, ...reference.contents.plan[at], gravity: GRAVEST.length, names: [] };
      known.gravity = Math.min(known.gravity, GRAVEST.indexOf(finding.severity));
      due.set(at, { ...known, names: [...new Set([...known.names, finding.name])] });
    }
  }
  const replaced = new Set([...due.values()].flatMap((step) => step.instead_of ?? []));
  const order = (a, b) => a.gravity - b.gravity || a.at - b.at;
  const all = [...due.values()].filter(({ at }) => !replaced.has(at)).sort(order);
  const tests = all.filter((step) => step.is_test);
  const steps = all.filter((step) => !step.is_test);
  if (tests.length) steps.push({ ...tests[0], said: [`Tests with a date: ${tests.map(({ said: [text] }) => text).join("; ")}.`, tests[0].said[1]], names: tests.flatMap(({ names }) => names) });
  const kept = [...steps.filter((step) => step.essential), ...steps.filter((step) => !step.essential).sort(order)].slice(0, MOST_STEPS);
  return kept.sort(order);
}
const planned = (list) => when(list, () => el("section", "plan", el("h2", "", "In 30 seconds, for each medicine alone"),
  el("ol", "", list.map((step) => el("li", "", step.said[0], el("span", "whom", ` ${[...new Set(step.names)].join(", ")}`)))),
  el("p", "basis-note", "Our judgement, awaiting clinical review. What adds up, and what is known of the patient, need the network.")));

const item = (line, text, kind = "", words = "") => el("li", "",
  el("p", "head", el("strong", "", line.name || line.typed), when(line.name && line.name !== line.typed, () => el("span", "typed", line.typed)), when(kind, () => label(kind, words))),
  el("div", "", text), when(line.warning, (warning) => el("p", "error", said(warning))));
const part = (title, list) => when(list, () => el("section", "part", el("h2", "", title), el("ul", "lines", list)));

function notes(reference, line, folded) {
  return (line.answers ?? []).map((slug) => reference.contents.answers[slug]).filter(Boolean).map((note) => el(...(folded
    ? ["details", "", el("summary", "", note.question)] : ["section", "panel", el("h2", "", note.question)]),
  when(note.under_correction, (text) => el("p", "error correction", text)),
  el("p", "", said(note.answer)), steps({ steps: note.steps }), el("p", "aside", `For “${line.typed}”. Reasons and sources need the network.`)));
}

function heading(found, open) {
  const counts = [counted(found.length, "finding"), when(found.length, () => `worst ${found[0].finding.severity}`), when(open.length, () => `${counted(open.length, "line")} not answered`)];
  return `${counts.filter(Boolean).join(", ")}.`;
}

function show(reference, { lines, refused }, given) {
  const of = (...outcomes) => lines.filter((line) => outcomes.includes(line.outcome));
  const open = of("unrecognised").filter((line) => NOT_READ[line.reason]);
  const settled = of("unrecognised").filter((line) => !NOT_READ[line.reason]);
  const found = cards(lines);
  const silent = lines.flatMap((line) => (line.silent ?? []).map((name) => ({ ...line, name })));
  const count = (severity) => found.filter(({ finding }) => finding.severity === severity).length;
  const { notAssessed, notSafe } = byId("answers").dataset;  // kept with this script, so both say the same
  byId("answers-title").textContent = refused ?? heading(found, open);
  byId("left-out").textContent = `${given ? "What was told of the patient was not used. " : ""}Patient context and combined effects need the network.`;
  byId("found").replaceChildren(...[
    when(found, () => el("ul", "tally", GRAVEST.filter(count).map((kind) => el("li", "", label(kind, `${count(kind)} ${kind}`))))),
    when(open, () => el("div", "asks", open.map((line) => el("div", "row", el("p", "", el("strong", "", `“${line.typed}”`)), el("small", "", NOT_READ[line.reason](line)))))),
    planned(plan(reference, found)),
    el("p", "standing", reference.contents.emergency_line),
    el("section", "part", settled.map((line) => notes(reference, line, false)), found.map(card)),
    part("Rescue medicines", of("rescue").map((line) => item(line, [el("strong", "", `${line.phrase}. `), when(line.why, said), notes(reference, line, true)], "rescue", "Rescue"))),
    part("Assessed: no change found, inside a stated domain", of("assessed_no_interaction").map((line) => item(line, line.message, "none", "No change found"))),
    part(`${notAssessed}: ${notSafe}`, [...of("not_assessed").map((line) => item(line, line.message, "unassessed", notAssessed)),
      ...silent.map((line) => item(line, `In this line, and without a finding of its own. It is ${notSafe}.`, "unassessed", "Part of a line"))]),
    part("Kratom in the list", of("precipitant").map((line) => item(line, [line.message, notes(reference, line, true)]))),
    part("Not medicines", settled.filter((line) => !line.answers?.length).map((line) => item(line, line.message))),
  ].filter(Boolean));
  byId("answers").hidden = false;
  byId("asked").textContent = lines.map((line) => line.typed).join(" · ");
  byId("query").open = lines.length === 0;
}

// The kept document, or why there is none: {contents} or {refusal}.
async function kept() {
  if (!window.caches || !crypto.subtle) return { refusal: "none" };
  const response = await caches.match(DOCUMENT);
  if (!response) return { refusal: "none" };
  const bytes = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const checksum = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (checksum !== response.headers.get("Document-Checksum")) return { refusal: "damaged" };
  return { contents: JSON.parse(new TextDecoder().decode(bytes)) };
}

function refuse(why, ...about) {
  byId("refusal").replaceChildren(el("div", "error", el("p", "", el("strong", "", REFUSED[why](...about))),
    el("p", "", "Use the site with a network, or another source. In poisoning call your poison centre.")));
  byId("query").hidden = true;
  byId("answers").hidden = true;
}

// The stamp and, where the copy may not be relied on today, the refusal. Asked anew each time a list is checked.
function stamp(contents) {
  const { release, review } = contents;
  const today = standing(release);
  byId("banner").textContent = `Offline copy. ${contents.banner}`;
  byId("stamp").textContent = `Release ${release.version} of ${date(release.published_at)} · ${today.age < 0 ? "age not known" : `${days(today.age)} old`} · valid until ${date(release.valid_until)}`;
  byId("copy-stamp").textContent = `${review.reviewed} of ${review.total} entries reviewed by a clinician. Checksum ${release.checksum.slice(0, 12)}.`;
  byId("disclaimer").textContent = contents.disclaimer;
  byId("scope").textContent = contents.scope;
  if (today.refusal) refuse(today.refusal, today, date(release.valid_until), release);
  return !today.refusal;
}

// A list that could not be sent: the worker hands it over once, and forgets it.
function handedOver() {
  const worker = navigator.serviceWorker?.controller;
  if (!worker) return Promise.resolve(null);
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage("typed", [port2]);
    setTimeout(resolve, 1000, null);
  });
}

const NOT_OF_THE_PATIENT = /^(?:medications|situation|not_sent|choice|instead-\d+)$/;

async function start() {
  let { contents, refusal } = await kept();
  if (refusal === "none" && navigator.onLine && navigator.serviceWorker) {
    byId("stamp").textContent = "Fetching the copy for this device …";
    await Promise.race([navigator.serviceWorker.ready, new Promise((resolve) => setTimeout(resolve, 20_000))]);
    ({ contents, refusal } = await kept());
  }
  const offline = !["/offline/"].includes(location.pathname) || !navigator.onLine;
  if (offline) byId("title").textContent = location.pathname === "/" || location.pathname === "/offline/" ? "No network: the offline copy" : "No network: this page is not in the offline copy";
  if (refusal) {
    byId("stamp").textContent = "";
    return refuse(refusal);
  }
  if (!stamp(contents)) return undefined;
  const reference = new OfflineReference(contents);
  const [form, list] = [byId("offline-form"), byId("list")];
  const answer = (given) => {
    if (!stamp(contents)) return;
    show(reference, reference.check(list.value), given);
    byId("answers-title").focus();
  };
  byId("query").classList.remove("waiting");
  const network = () => { byId("online").hidden = !navigator.onLine; };
  network();
  window.addEventListener("online", network);
  window.addEventListener("offline", network);
  form.addEventListener("submit", (event) => {
    if (event.submitter === byId("online")) return;
    event.preventDefault();
    answer(false);
  });
  form.addEventListener("formdata", ({ formData }) => formData.set("medications", sift(list.value).text));
  list.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  document.addEventListener("visibilitychange", () => stamp(contents));
  const typed = new URLSearchParams((await handedOver()) ?? "");
  if (typed.get("medications")) {
    list.value = typed.get("medications").replace(/\r\n/gu, "\n");
    answer([...typed].some(([name, value]) => value && !NOT_OF_THE_PATIENT.test(name)));
  }
  return undefined;
}

start();
