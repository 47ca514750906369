// What is typed beside a list's filters is answered in the page: Back finds the list again. Filters alone have an address.

import { answerInPlace } from "./answers.js";

document.addEventListener("submit", ({ target: form }) => {
  if (!form.dataset.typed) return;
  const typed = [...form.querySelectorAll(`[name="${form.dataset.typed}"]`)];
  form.toggleAttribute("data-answer", typed.some((field) => field.value.trim()));
});
answerInPlace(() => {});
