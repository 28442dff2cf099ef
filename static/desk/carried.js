// Signing in again gives every form a new token; the one on this page is older than that. Before "Save again"
// a fresh one is fetched, so that one press is enough. Without script the page comes once more, and so does its text.
"use strict";
{
  const form = document.querySelector(".carried form");
  const freshToken = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(form.action)).text(), "text/html");
    return page.querySelector("main [name=csrfmiddlewaretoken]").value;
  };
  if (form) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      freshToken()
        .then((token) => { form.elements.csrfmiddlewaretoken.value = token; })
        .catch(() => {})
        .finally(() => HTMLFormElement.prototype.submit.call(form));
    });
  }
}
