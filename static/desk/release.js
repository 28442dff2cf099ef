// The release screen: a moment that was chosen and not shown yet holds the button back, so that nobody who
// means ten o'clock tomorrow releases now. Without script the server refuses it.
"use strict";
{
  const when = document.querySelector(".when");
  const button = document.querySelector(".decide .submit-row input[type=submit]");
  const held = document.querySelector(".held");
  if (when && button && held) {
    const differs = (field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked;
    const hold = () => {
      const unseen = Array.from(when.querySelectorAll("input:not([type=submit])")).some(differs);
      button.disabled = unseen;
      held.hidden = !unseen;
    };
    when.addEventListener("input", (event) => {
      const later = when.querySelector("input[type=radio][value=later]");
      if (event.target.type !== "radio" && event.target.value) later.checked = true;
      hold();
    });
    // A browser that goes back or reloads puts in again what was typed, after this script ran.
    window.addEventListener("pageshow", hold);
  }
}
