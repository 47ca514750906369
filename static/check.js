// Conveniences only: everything works without this file.

const printTool = document.getElementById("print-tool");
if (printTool) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = "Print or save as PDF";
  button.addEventListener("click", () => window.print());
  printTool.replaceChildren(button);
}

const note = document.getElementById("chart-note");
if (note && navigator.clipboard) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = "Copy";
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.className = "hint";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(note.value);
      said.textContent = " Copied.";
    } catch {
      note.select();
      said.textContent = " Select the text and copy it.";
    }
  });
  note.after(button, said);
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
