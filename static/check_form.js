// The list's form: what looks personal stays in the browser, and the page says so. It works without this file too.

import { button, make } from "./element.js";
import { KINDS, sift } from "./privacy.js";
import { ReadLines } from "./read_lines.js";
import { Suggestions } from "./suggestions.js";

const NOT_SENT = "not_sent";
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

// Why a list is not looked at here, and not sent: "" where it is no longer than what is checked at once.
function tooLong({ value, dataset }) {
  if (value.length <= dataset.most) return "";
  const length = value.split("\n").reduce((sum, line) => sum + line.trim().length, 0);
  const [typed, most] = [length, Number(dataset.most)].map((number) => number.toLocaleString("en"));
  return length > dataset.most ? `The list has ${typed} characters; at most ${most} are checked at once. Check it in two parts or more.` : "";
}

// A sentence for everybody, and each line with the button that sends it all the same.
function sayWhatStays(list, kept) {
  const said = make("p", "hint", "");
  said.setAttribute("role", "status");
  const rows = make("div", "asks", "");
  list.parentElement.after(said, rows);

  function row({ line, dropped }) {
    const made = make("div", "row", "");
    const anyway = button("quiet", "Send it anyway", () => {
      kept.add(line);
      show();
      (rows.querySelector("button") ?? list).focus();
    });
    anyway.setAttribute("aria-label", `Send it anyway: ${line}`);
    made.append(make("p", "", dropped.map(({ text }) => `“${text}”`).join(", ")), anyway);
    return made;
  }

  function show() {
    const refused = tooLong(list);
    const { text, found } = sift(refused ? "" : list.value, kept);
    const words = refused || sentence(counts(found), "will not be sent");
    if (said.textContent !== words) said.textContent = words;
    rows.replaceChildren(...found.map(row));
    rows.hidden = found.length === 0;
    const nothingLeft = found.length > 0 && !text.trim();
    list.setCustomValidity(refused || (nothingLeft ? "Nothing is left to check. Add a medicine, or send a line anyway." : ""));
  }
  list.addEventListener("input", show);
  show();
  return show;
}

// The text stays as typed on this page; what is posted does not hold what was left out.
function leaveOut(form, list, kept) {
  form.addEventListener("formdata", ({ formData }) => {
    const { text, found } = sift(list.value, kept);
    formData.delete(NOT_SENT);
    if (found.length === 0) return;
    formData.set("medications", text);
    formData.set(NOT_SENT, new URLSearchParams(counts(found)).toString());
  });
}

// After sending: the answer says it again.
function sayWhatStayed(form) {
  const before = new URLSearchParams(form.elements[NOT_SENT]?.value);
  const number = Object.fromEntries([...before].map(([key, value]) => [key, Number(value)]));
  const left = sentence(number, number.lines + number.parts === 1 ? "was not sent" : "were not sent");
  if (!left) return;
  // Only a name or an address is told by its words alone, so only there a medicine may be missing.
  const doubt = number.name || number.address ? " Was a medicine among them? Add it to the list." : "";
  const note = make("p", "hint", left + doubt);
  note.id = "not-sent";
  (form.closest("details.query") ?? form.querySelector(".list")).after(note);
}

export function prepareForm(form) {
  const list = form.elements.medications;
  const kept = new Set(list.defaultValue.split("\n").map((line) => line.trim())); // sent before, or to be sent all the same
  const show = sayWhatStays(list, kept);
  window.addEventListener("pageshow", show); // when the browser restores a list
  leaveOut(form, list, kept);
  sayWhatStayed(form);
  const suggestions = new Suggestions(list, form.dataset.suggest, (line) => sift(line).found.length === 0);
  new ReadLines(form, suggestions);
  list.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
}
