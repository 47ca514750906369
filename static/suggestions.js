// Names offered while a line is typed, by the ARIA combobox pattern. Nothing is chosen beforehand and typing goes on:
// an arrow key chooses, Enter or Tab takes, Escape closes.
// The role is there only while names are offered; otherwise this is a box of many lines and says so.

import { make } from "./element.js";

const PAUSE = 90; // ms without a key before the server is asked
const LONGEST = 120;
const BEGINS_A_NAME = /^[\p{L}\d•*.)\s-]{0,6}[\p{L}\d][\p{L}\d\s'’./+()-]*$/u;
const A_NUMBER = /\d[\d\s.-]{5,}\d/u;

// What is being typed: from the last line end, comma or semicolon to the caret, where nothing follows on its line.
function atCaret({ value, selectionStart, selectionEnd }) {
  if (selectionStart !== selectionEnd || !/^[^\S\n]*(?:\n|$)/u.test(value.slice(selectionEnd))) return null;
  const before = value.slice(0, selectionEnd);
  const item = /[^\n,;]*$/u.exec(before)[0].trimStart();
  return { start: selectionEnd - item.length, end: selectionEnd, text: item };
}

// How far down the box the line at `end` stands, by a copy of the text as it is laid out.
function lineBelow(list, end) {
  const copy = make("div", "copy", `${list.value.slice(0, end)}\u200b`);
  list.after(copy);
  const height = copy.offsetHeight;
  copy.remove();
  return Math.min(Math.max(height - list.scrollTop, 0), list.offsetHeight);
}

const OPEN = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "true" };
const LEAVES = ["ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown", "Tab", "Enter"];

export class Suggestions {
  #place; // {start, end}: what an offer replaces
  #offers = [];
  #chosen = -1;
  #asked = null;
  #timer = 0;

  constructor(list, address, maySend) {
    Object.assign(this, { list, address, maySend });
    this.#build();
    list.addEventListener("input", (event) => this.#typed(event));
    list.addEventListener("keydown", (event) => this.#key(event));
    for (const leaving of ["blur", "click", "scroll"]) list.addEventListener(leaving, () => this.#close());
  }

  // For a line that is asked about: its candidates, where it stands.
  offer(found, place) {
    this.list.focus();
    this.list.setSelectionRange(place.start, place.end);
    if (found.length) this.#open(found, place);
  }

  #build() {
    this.box = make("div", "offers");
    this.box.hidden = true;
    this.options = make("ul");
    this.options.id = `${this.list.id}-offers`;
    this.options.setAttribute("role", "listbox");
    this.options.setAttribute("aria-label", "Names that may be meant");
    this.count = make("p", "visually-hidden");
    this.count.setAttribute("role", "status");
    this.box.append(this.options, make("p", "keys", "↓ then Enter takes · Esc closes"));
    this.box.addEventListener("pointerdown", (event) => event.preventDefault()); // the caret stays where it is
    this.list.parentElement.append(this.box, this.count);
  }

  #typed({ inputType = "", isComposing }) {
    const goesOn = inputType.startsWith("insert") && inputType !== "insertFromPaste";
    const open = !this.box.hidden;
    clearTimeout(this.#timer);
    if (!isComposing && (goesOn || (open && inputType.startsWith("delete")))) this.#timer = setTimeout(() => this.#ask(), PAUSE);
    else this.#close();
  }

  #key(event) {
    const { key, isComposing, ctrlKey, metaKey, altKey } = event;
    if (isComposing || ctrlKey || metaKey) return;
    if (altKey && key === "ArrowDown") this.#ask();
    if (this.box.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step) this.#choose(this.#chosen + step);
    else if (["Enter", "Tab"].includes(key) && this.#chosen >= 0) this.#take(this.#chosen);
    else if (key === "Escape") this.#close();
    else {
      if (LEAVES.includes(key)) this.#close();
      return;
    }
    event.preventDefault();
  }

  async #ask() {
    const place = atCaret(this.list);
    const fits = place && place.text.length <= LONGEST && BEGINS_A_NAME.test(place.text) && !A_NUMBER.test(place.text);
    this.#asked?.abort();
    if (!fits || !this.maySend(place.text)) {
      this.#close();
      return;
    }
    this.#asked = new AbortController();
    try {
      const body = new URLSearchParams({ typed: place.text });
      const response = await fetch(this.address, { method: "POST", body, signal: this.#asked.signal });
      const found = response.ok ? await response.json() : [];
      const same = atCaret(this.list)?.text === place.text && document.activeElement === this.list;
      if (found.length && same) this.#open(found, place);
      else this.#close();
    } catch {
      this.#close(); // no help is no harm
    }
  }

  #open(found, place) {
    this.#offers = found;
    this.#place = place;
    this.#chosen = -1;
    this.options.replaceChildren(...found.map((offer, at) => this.#option(offer, at)));
    this.box.style.top = `${lineBelow(this.list, place.end)}px`;
    this.box.hidden = false;
    for (const [name, value] of Object.entries({ ...OPEN, "aria-controls": this.options.id })) this.list.setAttribute(name, value);
    this.list.removeAttribute("aria-activedescendant");
    this.count.textContent = `${found.length} ${found.length === 1 ? "name" : "names"} offered`;
  }

  #option({ name, note }, at) {
    const option = make("li");
    option.id = `${this.options.id}-${at}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.append(make("span", "", name), make("small", "", note));
    option.addEventListener("click", () => this.#take(at));
    return option;
  }

  #choose(at) {
    const size = this.#offers.length;
    this.options.children[this.#chosen]?.setAttribute("aria-selected", "false");
    this.#chosen = at < -1 ? size - 1 : at >= size ? -1 : at;
    const option = this.options.children[this.#chosen];
    if (!option) {
      this.list.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.list.setAttribute("aria-activedescendant", option.id);
  }

  #take(at) {
    const { list } = this;
    const { start, end } = this.#place;
    const { text } = this.#offers[at];
    list.focus();
    list.setSelectionRange(start, end);
    const undoable = document.execCommand("insertText", false, text);
    if (!undoable) list.setRangeText(text, start, end, "end");
    this.#close();
    list.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #close() {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    this.box.hidden = true;
    this.count.textContent = "";
    for (const name of [...Object.keys(OPEN), "aria-controls", "aria-activedescendant"]) this.list.removeAttribute(name);
  }
}
