// Comfort for the record form. Without this file every button still works: the server does the same and sends the page again.

let changed = Boolean(document.getElementById("record_errors"));
let waiting;
const form = document.querySelector("[data-record]")?.closest("form");

if (form) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.name === "_add" && addItem(button.closest("[data-group]"))) event.preventDefault();
    if (button?.dataset.fold) foldAll(button.dataset.fold === "open");
  });
  form.addEventListener("change", (event) => {
    changed = true;
    if (event.target.name?.endsWith("-removed")) markRemoved(event.target);
    if (event.target.matches("[data-record] select")) recompute();
  });
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  window.addEventListener("hashchange", openTarget);
  form.querySelectorAll("input[name$='-removed']:checked").forEach(markRemoved);
  form.querySelectorAll("textarea[data-picks]").forEach(offerPicks);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("[data-record] input:not([type=checkbox])")) event.preventDefault();
  });
  const foldable = form.querySelector("details.item") !== null;
  form.querySelectorAll("[data-fold]").forEach((button) => { button.hidden = !foldable; });
  document.getElementById("record_errors")?.focus();
  openTarget();
}

/** Copy the blank item of this group's kind to its end. False where the page holds none, so that the server adds it. */
function addItem(group) {
  const blank = document.querySelector(`template[data-blank="${group.dataset.shape}"]`);
  if (!blank) return false;
  const path = group.dataset.group;
  const index = nextIndex(group);
  const item = blank.content.firstElementChild.cloneNode(true);
  for (const element of [item, ...item.querySelectorAll("*")]) {
    for (const { name, value } of [...element.attributes]) {
      if (value.includes("__group__-__item__")) element.setAttribute(name, value.replaceAll("__group__-__item__", `${path}-${index}`));
    }
  }
  const number = String(items(group).length + 1);
  item.querySelectorAll(".place input[type=text]").forEach((input) => {
    if (input.name === `${path}-${index}-position`) input.value = String(index + 1);
  });
  const name = item.querySelector(":scope > summary .name");
  if (name) name.textContent = "single" in group.dataset ? group.dataset.item : `${group.dataset.item} ${number}`;
  const grow = group.querySelector(":scope > .grow");
  grow.before(item);
  grow.hidden = "single" in group.dataset;
  changed = true;
  item.querySelectorAll("textarea[data-picks]").forEach(offerPicks);
  item.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  return true;
}

/** A box with suggestions below a list of names: choosing one writes it on a line of its own. */
function offerPicks(area) {
  const box = document.createElement("input");
  box.type = "text";
  box.className = "picks";
  box.autocomplete = "off";
  box.setAttribute("list", area.dataset.picks);
  box.setAttribute("aria-label", `Add to: ${form.querySelector(`label[for="${area.id}"]`)?.textContent ?? ""}`);
  box.placeholder = "Find and add, Enter";
  const known = document.getElementById(area.dataset.picks);
  const take = () => {
    const slug = box.value.trim();
    if (!slug || !known?.querySelector(`option[value="${CSS.escape(slug)}"]`)) return false;
    const lines = area.value.split("\n").filter((line) => line.trim());
    if (!lines.includes(slug)) area.value = [...lines, slug].join("\n");
    box.value = "";
    changed = true;
    return true;
  };
  box.addEventListener("input", (event) => { if (event.inputType === "insertReplacementText" || !event.inputType) take(); });
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); take(); } });
  area.after(box);
}

function items(group) {
  return [...group.querySelectorAll(":scope > .item")];
}

function nextIndex(group) {
  const taken = items(group).map((item) => Number(item.dataset.path.slice(group.dataset.group.length + 1)));
  return Math.max(-1, ...taken) + 1;
}

function markRemoved(box) {
  box.closest(".item").classList.toggle("removed", box.checked);
}

function foldAll(open) {
  form.querySelectorAll("details.item").forEach((details) => { details.open = open; });
}

function openAround(event) {
  for (let at = event.target.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
}

function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  openAround({ target });
  target.focus();
}

/** Ask the server what follows from the answers as they stand, and show it without touching what is being typed. */
function recompute() {
  // Once items are to be removed or moved, the server numbers them anew: then only the button tells.
  if (!form.querySelector("[data-computes]") || form.querySelector("input[name$='-removed']:checked") || moved()) return;
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const data = new FormData(form);
    data.set("_recompute", "1");
    data.set("_live", "1");
    const answer = await fetch(form.action || location.href, { method: "POST", body: data, credentials: "same-origin" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.getElementById("record_errors")) return;
    replacePanels(page);
  }, 400);
}

function moved() {
  return [...form.querySelectorAll("input[name$='-position'][type=text]")].some((input) => input.value !== input.defaultValue && input.defaultValue !== "");
}

function replacePanels(page) {
  for (const panels of document.querySelectorAll("[data-record] .panels")) {
    const fresh = page.querySelector(`[data-panels="${panels.dataset.panels}"]`);
    if (fresh) panels.replaceWith(document.adoptNode(fresh));
  }
  for (const field of document.querySelectorAll("[data-record] select[data-computed]")) {
    const fresh = page.getElementById(field.id);
    if (fresh) field.value = fresh.value;
  }
}
