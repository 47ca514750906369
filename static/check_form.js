// The list's form: what looks personal stays in the browser, and the page says so. It works without this file too.

import { KINDS, sift } from "./privacy.js";

const form = document.querySelector(".check-form");
const list = form.elements.medications;
const kept = new Set(list.defaultValue.split("\n").map((line) => line.trim())); // sent before, or to be sent all the same
const LINES = ["1 line", "lines"];
const counted = (number, [one, many]) => (number === 1 ? one : `${number} ${many}`);

// {lines, parts, birth_date, …}: numbers only, so that the answer can say what was left out without holding it.
function counts(found) {
  const lines = found.filter((entry) => entry.whole).length;
  const number = { lines, parts: found.length - lines };
  for (const { kind } of found.flatMap((entry) => entry.dropped)) number[kind] = (number[kind] ?? 0) + 1;
  return number;
}

function sentence(number, verb) {
  const kinds = Object.keys(KINDS).filter((kind) => number[kind] > 0).map((kind) => counted(number[kind], KINDS[kind]));
  const whole = number.lines > 0 && counted(number.lines, LINES);
  const part = number.parts > 0 && `${whole ? "part" : "Part"} of ${counted(number.parts, LINES)}`;
  const subject = [whole, part].filter(Boolean).join(" and ");
  return kinds.length && subject ? `${subject} ${verb}: ${kinds.join(", ")}.` : "";
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

// Before sending: a sentence for everybody, and each line with the button that sends it all the same.
const said = element("p", "hint", "");
said.setAttribute("role", "status");
const rows = element("div", "asks", "");
list.after(said, rows);

function row({ line, dropped }) {
  const made = element("div", "row", "");
  const button = element("button", "quiet", "Send it anyway");
  button.type = "button";
  button.setAttribute("aria-label", `Send it anyway: ${line}`);
  button.addEventListener("click", () => {
    kept.add(line);
    show();
    (rows.querySelector("button") ?? list).focus();
  });
  made.append(element("p", "", dropped.map(({ text }) => `“${text}”`).join(", ")), button);
  return made;
}

function show() {
  const { text, found } = sift(list.value, kept);
  const words = sentence(counts(found), "will not be sent");
  if (said.textContent !== words) said.textContent = words;
  rows.replaceChildren(...found.map(row));
  rows.hidden = found.length === 0;
  const nothingLeft = found.length > 0 && !text.trim();
  list.setCustomValidity(nothingLeft ? "Nothing is left to check. Add a medicine, or send a line anyway." : "");
}
list.addEventListener("input", show);
window.addEventListener("pageshow", show); // at first, and when the browser restores a list

// Sending: the text stays as typed on this page; what is posted does not hold what was left out.
const NOT_SENT = "not_sent";
form.addEventListener("formdata", ({ formData }) => {
  const { text, found } = sift(list.value, kept);
  formData.delete(NOT_SENT);
  if (found.length === 0) return;
  formData.set("medications", text);
  formData.set(NOT_SENT, new URLSearchParams(counts(found)).toString());
});
list.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});

// After sending: the answer says it again, and so does the answer after a name was settled.
const before = form.elements[NOT_SENT];
const number = Object.fromEntries([...new URLSearchParams(before?.value)].map(([key, value]) => [key, Number(value)]));
const left = sentence(number, number.lines + number.parts === 1 ? "was not sent" : "were not sent");
if (left) {
  // Only a name or an address is told by its words alone, so only there a medicine may be missing.
  const doubt = number.name || number.address ? " Was a medicine among them? Add it to the list." : "";
  const note = element("p", "hint", left + doubt);
  note.id = "not-sent";
  (document.querySelector("details.query") ?? said).after(note);
  document.querySelector("#to-settle form")?.append(before.cloneNode());
}
