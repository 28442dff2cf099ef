// Only on pages that somebody may have to leave quickly. Without it the button is a link.
import { ExitThisPage } from "govuk-frontend/dist/govuk/components/exit-this-page/exit-this-page.mjs";

// GOV.UK's goes to the next page, so that Back shows this one again; ours puts the next page in its place.
class Leaving extends ExitThisPage {
  exitPage() {
    document.body.classList.add("govuk-exit-this-page-hide-content");
    this.$overlay = document.createElement("div");
    this.$overlay.className = "govuk-exit-this-page-overlay";
    this.$overlay.setAttribute("role", "alert");
    document.body.append(this.$overlay);
    this.$overlay.textContent = this.i18n.t("activated");
    window.location.replace(this.$button.href);
  }
}

const place = document.querySelector("[data-leave]");
if (place) {
  // GOV.UK's components start only where its own template has said so.
  document.body.classList.add("govuk-frontend-supported");
  const { activated, timedOut, pressTwoMoreTimes, pressOneMoreTime } = place.dataset;
  new Leaving(place, { i18n: { activated, timedOut, pressTwoMoreTimes, pressOneMoreTime } });
}
