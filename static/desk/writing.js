// Comfort for the writing form: how long the title and summary are, a name for the editor,
// and a warning before typed words are left.
// Everything works without it.
"use strict";
{
  const form = document.querySelector("#content-main form");
  if (form) {
    const counted = [["title", 110], ["summary", 300]];
    for (const [name, most] of counted) {
      const field = form.elements[name];
      if (!field) continue;
      const note = document.createElement("span");
      note.className = "counted";
      // Read out with the field, not at every letter.
      note.id = `${field.id}_counted`;
      field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} ${note.id}`.trim());
      field.insertAdjacentElement("afterend", note);
      const count = () => {
        note.textContent = `${field.value.length} / ${most}`;
        note.classList.toggle("over", field.value.length > most);
      };
      field.addEventListener("input", count);
      count();
    }
    // The editor takes the place of the field that the label names, before or after this script.
    const name = () => {
      for (const editor of form.querySelectorAll(".prose-editor [contenteditable]")) {
        const field = editor.closest(".prose-editor").querySelector("textarea");
        const label = form.querySelector(`label[for="${field.id}"]`);
        if (label) editor.setAttribute("aria-label", label.textContent.replace(":", "").trim());
        editor.setAttribute("aria-multiline", "true");
      }
    };
    form.addEventListener("prose-editor:ready", name);
    name();
    // A page that came back with an error, or with another's text beside it, holds words that are stored nowhere.
    let unsaved = document.querySelector(".errornote") !== null;
    // The editor says "input" too, on the field behind it.
    form.addEventListener("input", () => { unsaved = true; });
    form.addEventListener("submit", () => { unsaved = false; });
    window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  }
}
