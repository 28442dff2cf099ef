// Comfort for the writing form: how long the title and summary are, and a warning before typed words are left.
// Everything works without it.
"use strict";
{
  const form = document.querySelector("#content-main form");
  let changed = false;
  if (form) {
    const counted = [["title", 110], ["summary", 300]];
    for (const [name, most] of counted) {
      const field = form.elements[name];
      if (!field) continue;
      const note = document.createElement("span");
      note.className = "counted";
      note.setAttribute("aria-live", "polite");
      field.insertAdjacentElement("afterend", note);
      const count = () => {
        note.textContent = `${field.value.length} / ${most}`;
        note.classList.toggle("over", field.value.length > most);
      };
      field.addEventListener("input", count);
      count();
    }
    const was = () => new URLSearchParams(new FormData(form)).toString();
    let before = "";
    window.setTimeout(() => { before = was(); }, 1500);
    form.addEventListener("submit", () => { changed = true; });
    window.addEventListener("beforeunload", (event) => {
      if (!changed && before && was() !== before) event.preventDefault();
    });
  }
}
