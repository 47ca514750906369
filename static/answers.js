// Answers come into the same page: no typed text in an address, and Back finds the list as it was, from memory alone.
// Whatever goes wrong, the form is sent as a plain one.

const PARTS = ["header.site", "main", "footer.site"];
const LONGEST_WAIT = 8000;
const HASTE = 700; // ms in which Enter is still meant for the form that was sent

const said = document.createElement("p");
said.className = "visually-hidden";
said.setAttribute("role", "status");

const pages = new Map(); // what was shown, by its place in the history: gone when the page is left
let here = 0;
let prepare;

function shown() {
  return { title: document.title, top: scrollY, parts: PARTS.map((part) => [...document.querySelector(part).childNodes]) };
}

function show({ title, parts }) {
  document.title = title;
  parts.forEach((nodes, at) => document.querySelector(PARTS[at]).replaceChildren(...nodes));
}

const partsOf = (page) => ({ title: page.title, parts: PARTS.map((part) => [...page.querySelector(part).childNodes]) });

function announce(words) {
  said.textContent = "";
  requestAnimationFrame(() => (said.textContent = words));
}

// Enter takes the first candidate of a line that needs an answer; pressed twice on the form it takes nothing.
function unhurried(button) {
  const since = performance.now();
  button.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.repeat || performance.now() - since < HASTE)) event.preventDefault();
  });
  return button;
}

function arrive(page) {
  const heading = page.querySelector("#answer");
  if (heading) {
    pages.set(here, shown());
    here += 1;
    for (const later of [...pages.keys()].filter((place) => place >= here)) pages.delete(later);
    history.pushState({ here }, "", location.pathname);
  }
  show(partsOf(page));
  const main = document.querySelector("main");
  prepare(main);
  scrollTo({ top: 0, behavior: "instant" });
  const first = main.querySelector("#to-settle button[name=choice]");
  const place = first ? unhurried(first) : main.querySelector("#answer, .check-form textarea");
  place.focus({ preventScroll: true });
  const words = ["#answer", "#in-short", "#errors"].map((part) => main.querySelector(part)?.textContent.trim());
  announce(words.filter(Boolean).join(". "));
}

async function answered(form, submitter) {
  const response = await fetch(form.getAttribute("action"), { // a field may be named "action"
    method: "POST",
    body: new URLSearchParams(new FormData(form, submitter)),
    signal: AbortSignal.timeout(LONGEST_WAIT),
  });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const ours = [200, 400].includes(response.status) && response.headers.has("Release-Version");
  if (!ours || !page.querySelector("#answer, #errors")) throw new Error("not an answer");
  return page;
}

let waiting = null;
async function send(event) {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || !form.matches("[data-answer]") || submitter?.hasAttribute("formaction")) return;
  if (form.dataset.plain) return;
  event.preventDefault();
  if (waiting === form) return;
  waiting = form;
  try {
    arrive(await answered(form, submitter));
  } catch {
    form.dataset.plain = "yes";
    form.requestSubmit(submitter);
    delete form.dataset.plain;
  } finally {
    waiting = null;
  }
}

function goBack({ state }) {
  if (!state) {
    history.replaceState({ here }, ""); // a link inside this page
    return;
  }
  if (state.here === here) return;
  pages.set(here, shown());
  const page = pages.get(state.here);
  if (!page) {
    location.reload();
    return;
  }
  here = state.here;
  show(page);
  scrollTo({ top: page.top, behavior: "instant" });
  announce(document.querySelector("main h1").textContent);
}

// The page was left and its memory is gone: say so, where a list was expected.
function sayWhatIsGone() {
  const form = document.querySelector(".check-form");
  if (!history.state?.here || !form || document.querySelector("#answer")) return;
  const gone = document.createElement("p");
  gone.className = "hint";
  gone.textContent = "The list and its answer were kept nowhere, so they are gone. Paste the list again.";
  form.prepend(gone);
}

export function answerInPlace(prepareContent) {
  prepare = prepareContent;
  document.body.append(said);
  sayWhatIsGone();
  history.replaceState({ here }, "");
  document.addEventListener("submit", send);
  window.addEventListener("popstate", goBack);
}
