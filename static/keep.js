// Print, and copy the text for the chart.

import { button, make } from "./element.js";
export function prepareKeeping(content) {
  content.querySelector("#print-tool")?.replaceChildren(button("quiet", "Print or save as PDF", () => window.print()));
  const note = content.querySelector("#chart-note");
  if (!note || !navigator.clipboard) return;
  const said = make("span", "hint");
  said.setAttribute("role", "status");
  const copy = button("quiet", "Copy", async () => {
    try {
      await navigator.clipboard.writeText(note.value);
      said.textContent = " Copied.";
    } catch {
      note.select();
      said.textContent = " Select the text and copy it.";
    }
  });
  note.after(copy, said);
}

// A browser that cannot print what is folded: unfold it for the printer, and fold it again afterwards.
const folded = [];
window.addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("main details:not([open]):not(.query)")) {
    part.open = true;
    folded.push(part);
  }
});
window.addEventListener("afterprint", () => {
  for (const part of folded.splice(0)) part.open = false;
});
