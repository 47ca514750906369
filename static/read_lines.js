// What each line of the list is read as, beside the list: the text stays what is sent. What is not certain comes first.

import { button, make } from "./element.js";

const PAUSE = 220; // ms without a key before the list is read
const A_CLICK = 150; // ms in which nothing may move under the pointer

// Where each reading stands in the text; what was left out of what was sent has no place.
function placed(readings, text) {
  let from = 0;
  return readings.map((reading) => {
    const start = text.indexOf(reading.typed, from);
    if (start >= 0) from = start + reading.typed.length;
    return { ...reading, start, end: start + reading.typed.length };
  });
}

// The text without one item: its separator goes with it, and a line of which nothing is left.
function without(text, { start, end }) {
  const before = text.slice(0, start);
  const after = text.slice(end);
  const [head, tail] = [/[^\n]*$/u.exec(before)[0], /^[^\n]*/u.exec(after)[0]];
  if (!/[\p{L}\d]/u.test(head.replace(/^\s*\d+[.)]\s*$/u, "") + tail)) {
    return before.slice(0, before.length - head.length) + after.slice(tail.length).replace(/^\n/u, "");
  }
  return /^\s*[,;]/u.test(after) ? before + after.replace(/^\s*[,;]\s*/u, "") : before.replace(/\s*[,;]\s*$/u, "") + after;
}

// A name that says more than what was typed comes with it; a name that was typed stands as it was typed.
function wordsOf({ kind, name, typed }) {
  if (kind === "question") return [typed, name];
  if (kind === "aside") return [typed, "no medicine"];
  return typed.toLowerCase().includes(name.toLowerCase()) ? [typed, ""] : [name, typed];
}

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export class ReadLines {
  #readings = [];
  #shown = [];
  #asked = null;
  #timer = 0;

  constructor(form, suggestions) {
    Object.assign(this, { form, suggestions, list: form.elements.medications, chips: form.querySelector(".chips") });
    for (const change of ["input", "change"]) this.list.addEventListener(change, () => this.#soon());
    this.list.addEventListener("blur", () => setTimeout(() => this.#hideWhatIsTyped(), A_CLICK));
    this.chips.addEventListener("focusin", ({ target }) => this.#rove(target));
    this.chips.addEventListener("keydown", (event) => this.#key(event));
    form.closest("details")?.addEventListener("toggle", () => this.#soon());
    if (this.list.checkVisibility()) this.#soon();
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#read(), PAUSE);
  }

  async #read() {
    if (!this.list.isConnected) return;
    this.#asked?.abort();
    this.#asked = new AbortController();
    const text = this.list.value;
    let found = [];
    try {
      if (this.list.validity.valid) {
        const body = new URLSearchParams(new FormData(this.form));
        const response = await fetch(this.form.dataset.read, { method: "POST", body, signal: this.#asked.signal });
        if (response.ok) found = await response.json();
      }
    } catch {
      return; // no help is no harm
    }
    if (this.list.value !== text) return;
    this.#readings = placed(found, text);
    this.#show();
  }

  #show() {
    const [asks, others] = [true, false].map((asking) => this.#readings.filter(({ kind }) => (kind === "ask") === asking));
    this.#shown = [...asks, ...others].map((reading) => ({ reading, item: this.#chip(reading) }));
    const items = make("ul");
    items.append(...this.#shown.map(({ item }) => item));
    this.chips.replaceChildren(...(this.#shown.length ? [items] : []));
    this.#hideWhatIsTyped();
  }

  // A line is not doubted before it is finished.
  #hideWhatIsTyped() {
    for (const { reading, item } of this.#shown) item.hidden = this.#isBeingTyped(reading);
    if (!this.chips.contains(document.activeElement)) this.#rove(this.#buttons[0]);
  }

  #isBeingTyped({ start, end, kind }) {
    const { list } = this;
    const unsure = ["ask", "aside"].includes(kind) && document.activeElement === list;
    return unsure && list.selectionEnd >= start && list.selectionEnd <= end;
  }

  #chip(reading) {
    const { typed, kind, name, offers, start } = reading;
    const made = make("li", `chip ${kind}`);
    if (kind === "ask") {
      const which = button("", `${typed}: ${offers.length ? "which?" : name}`, () => this.suggestions.offer(offers, reading));
      which.title = offers.length ? name : "";
      made.append(which);
    } else {
      const [first, second] = wordsOf(reading);
      made.append(make("span", "", first));
      if (second) made.append(make("small", "", second));
    }
    if (start < 0) return made;
    const cross = button("cross", "×", () => this.#remove(reading));
    cross.setAttribute("aria-label", `Remove ${typed}`);
    made.append(cross);
    return made;
  }

  #remove(reading) {
    const at = this.#buttons.indexOf(document.activeElement);
    this.list.value = without(this.list.value, reading);
    this.list.dispatchEvent(new Event("input", { bubbles: true }));
    this.#readings = placed(this.#readings.filter((other) => other !== reading), this.list.value);
    this.#show();
    (this.#buttons[Math.min(at, this.#buttons.length - 1)] ?? this.list).focus();
  }

  get #buttons() {
    return [...this.chips.querySelectorAll("li:not([hidden]) button")];
  }

  // One stop for the Tab key; arrows go from button to button.
  #rove(button) {
    for (const other of this.#buttons) other.tabIndex = other === button ? 0 : -1;
  }

  #key(event) {
    const buttons = this.#buttons;
    const to = { Home: 0, End: buttons.length - 1 }[event.key] ?? buttons.indexOf(document.activeElement) + STEPS[event.key];
    if (Number.isInteger(to)) buttons[(to + buttons.length) % buttons.length].focus();
    else if (["Delete", "Backspace"].includes(event.key)) document.activeElement.closest(".chip").querySelector(".cross")?.click();
    else return;
    event.preventDefault();
  }
}
