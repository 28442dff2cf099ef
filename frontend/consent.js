// Sends an answer about cookies, says what became of it, and lets what waits for a yes in, or clears what was kept.
const root = document.documentElement;
const PATIENCE = 8000;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector, within = document) => within.querySelector(selector);
// Names that begin with __Secure- can be written only so.
const SECURE = location.protocol == "https:" ? "; secure" : "";
const question = one("section.consent");
let choices = {};
// The answer that was pressed last, unless something else was said since; and how to send it once there is a connection.
let latest = null;
let latestAt = 0;
let pending = null;

function forget() {
  latest = pending = null;
}

// --- what waits, and what goes ---

const names = () => document.cookie.split("; ").map((pair) => pair.split("=")[0]);

const shape = (name) => new RegExp(`^${name.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*")}$`);

// Everything above this page, and every host above this one: a cookie goes only if both are as they were set.
function removeCookie(name) {
  const paths = ["/"];
  location.pathname.split("/").reduce((path, part) => {
    paths.push(path + part, `${path + part}/`);
    return `${path + part}/`;
  }, "");
  const labels = location.hostname.split(".");
  const hosts = ["", ...labels.map((_, at) => `; domain=${labels.slice(at).join(".")}`)];
  hosts.forEach((host) => paths.forEach((path) => (document.cookie = `${name}=; max-age=0; path=${path}${host}${SECURE}`)));
}

function clear(storage, is) {
  Object.keys(storage).filter((key) => is.test(key)).forEach((key) => storage.removeItem(key));
}

const CLEAR = {
  cookie: (is) => names().filter((name) => is.test(name)).forEach(removeCookie),
  local: (is) => clear(localStorage, is),
  session: (is) => clear(sessionStorage, is),
  indexed: async (is, name) => {
    const found = indexedDB.databases ? await indexedDB.databases() : [{ name }];
    found.filter((one) => is.test(one.name)).forEach((one) => indexedDB.deleteDatabase(one.name));
  },
};

function sweep() {
  (root.dataset.kept || "").split(" ").forEach((kept) => {
    try {
      const [, kind, group, name] = /^(\w+):(\w+):(.+)$/.exec(kept);
      if (choices[group] !== true) CLEAR[kind](shape(name), name);
    } catch (refused) {
      // Nothing is listed, or it is no storage; or the browser lets no script look at its own, and keeps none for it.
    }
  });
}

function open() {
  all("template[data-consent]").forEach((waiting) => {
    if (choices[waiting.dataset.consent] !== true) return;
    const instead = waiting.nextElementSibling;
    if (instead && "instead" in instead.dataset) instead.remove();
    waiting.replaceWith(waiting.content.cloneNode(true));
  });
}

// --- what is shown ---

const isAsking = () => /ask|stale|expired/.test(root.dataset.consent) && !("dismissed" in root.dataset);

const show = (element, shown) => element && (element.hidden = !shown);

function tell() {
  all("[data-said]").forEach((sentence) => {
    const [group, word] = sentence.dataset.said.split(" ");
    show(sentence, word == { true: "yes", false: "no", undefined: "open" }[choices[group]]);
  });
  // For browsers that know no layers, and so show the page without our styles.
  show(question, isAsking());
}

function say(element) {
  show(element, true);
  element.focus();
}

function hide(event) {
  event.preventDefault();
  forget();
  all(".consent-said, [data-trouble]").forEach((message) => show(message, false));
  // Until the next page: nothing was answered.
  root.dataset.dismissed = "";
  show(question, false);
  one("#main").focus();
}

// None is marked until it was chosen; what came back to be mended, or was marked here, stays as it is.
let isMarkedHere = all("[data-page-form] input[type=radio]").some((radio) => radio.defaultChecked);

function mark() {
  all("[data-page-form] input[type=radio]").forEach((radio) => {
    const said = choices[radio.name.slice(2)];
    if (!isMarkedHere) radio.checked = said !== undefined && said === (radio.value == "yes");
  });
}

// --- what follows when the cookie changed, here or in another tab ---

const tabs = "BroadcastChannel" in self ? new BroadcastChannel("consent") : { postMessage() {} };

const held = () => (/(?:^|; ?)cookie_consent=([^;]*)/.exec(document.cookie) || [])[1];

// The answer as it was when it was last looked at.
let kept;
// Whether something was withdrawn that may still run in this page.
let isRunning = false;

function renew() {
  const before = choices;
  choices = self.consent();
  kept = held();
  sweep();
  open();
  tell();
  mark();
  isRunning = isRunning || Object.keys(before).some((group) => before[group] === true && choices[group] !== true);
}

const isTyping = () => all("input:not([type=hidden]), textarea").some((field) => field.value !== field.defaultValue);

function renewHere() {
  renew();
  if (isRunning && !isTyping()) location.reload();
}


// --- sending ---

let isSending = false;
let failures = 0;

function busy(form, is) {
  isSending = is;
  form.setAttribute("aria-busy", is);
  all("button", form).forEach((button) => button.setAttribute("aria-disabled", is));
}

// The status of the answer, or 0 where there is none.
const post = (form, body) =>
  fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" }, keepalive: true }).then(
    (response) => response.status,
    () => 0,
  );

// The server explains in full, on a page: what is missing, where the form came from.
function sendAsForm(form, body) {
  body.forEach((value, name) => {
    let field = one(`input[name="${name}"]`, form);
    if (field && field.type != "hidden") return;
    if (!field) {
      field = document.createElement("input");
      [field.type, field.name] = ["hidden", name];
      form.append(field);
    }
    field.value = value;
  });
  HTMLFormElement.prototype.submit.call(form);
}

function trouble(form, why, again) {
  const box = one("[data-trouble]", form);
  all("[data-why]", box).forEach((sentence) => show(sentence, sentence.dataset.why == why));
  show(one("[data-again]", box), why != "changed");
  show(one("[data-page]", box), ++failures > 2);
  one("[data-again]", box).onclick = again;
  if (why == "offline") pending = again;
  say(box);
}

// before: the answer as it was. What another tab sent at the same moment may have come last: then that is what is held,
// and what is said.
function isKept(body, before) {
  const choice = body.get("choice");
  const isWanted = (group) => choices[group] === (choice == "accept" || (choice == "save" && body.get(`g.${group}`) == "yes"));
  return root.dataset.consent == "set" && (held() !== before || Object.keys(choices).every(isWanted));
}

function outcome() {
  const said = Object.values(choices);
  return said.every(Boolean) ? "accepted" : said.some(Boolean) ? "customised" : "rejected";
}

function done(form, height) {
  const isPage = "pageForm" in form.dataset;
  const message = isPage ? "cookies-saved" : `cookies-${outcome()}`;
  tabs.postMessage(latestAt);
  if (isRunning || location.pathname == new URL(form.action).pathname) {
    // What ran already stops only with its page; and a page that came back to be mended must not be sent again.
    history.replaceState(message, "", form.dataset.pageForm || location.href);
    location.reload();
  } else {
    // Nothing moves: the answer takes the room of the question.
    if (!isPage) one(`#${message}`).firstElementChild.style.minHeight = `${height}px`;
    say(one(`#${message}`));
  }
}

// The browser keeps what a request brings, however late. Where something else was said since, that is put back.
function putBack() {
  document.cookie = `cookie_consent=${kept || ""}; path=/; samesite=lax; max-age=${kept ? root.dataset.days * 86400 : 0}${SECURE}`;
}

async function send(form, body) {
  if (isSending) return;
  const before = held();
  const again = () => send(form, body);
  latest = body;
  latestAt = Date.now();
  pending = null;
  busy(form, true);
  const answer = post(form, body);
  let status = await Promise.race([answer, new Promise((late) => setTimeout(late, PATIENCE))]);
  busy(form, false);
  if (status === undefined) {
    trouble(form, "failed", again);
    status = await answer;
  }
  if (latest !== body) return putBack();
  const height = question && question.firstElementChild.getBoundingClientRect().height;
  if (status == 400 || status == 403) return sendAsForm(form, body);
  if (status != 204) return trouble(form, status == 409 ? "changed" : navigator.onLine ? "failed" : "offline", again);
  isMarkedHere = false;
  renew();
  if (!isKept(body, before)) return trouble(form, "lost", again);
  show(one("[data-trouble]", form), false);
  done(form, height);
}

// Before 2022 a browser does not say which button sent a form, and some do not focus it either.
let pressed = null;

function submitted(event) {
  const form = event.target;
  if (!("answers" in form.dataset)) return;
  event.preventDefault();
  const button = event.submitter || pressed;
  const body = new URLSearchParams(new FormData(form));
  body.set(button.name, button.value);
  send(form, body);
}

function clicked(event) {
  const { target } = event;
  pressed = target.closest("button[name=choice]") || pressed;
  if (target.closest("[data-hide]")) hide(event);
  // A link to the page itself could show the copy that the browser still holds.
  if (target.closest("[data-reload]")) location.reload();
}

if (self.consent) {
  renew();
  // What the page before left to be said. No link can claim it: it is no part of an address.
  const left = one(`#${history.state}`);
  if (left) say(left);
  history.replaceState(null, "");
  tabs.onmessage = ({ data }) => {
    if (data > latestAt) forget();
    renewHere();
  };
  addEventListener("pageshow", (event) => event.persisted && renewHere());
  addEventListener("online", () => pending && pending());
  document.addEventListener("visibilitychange", () => document.hidden || renewHere());
  document.addEventListener("change", (event) => {
    if (event.target.type != "radio") return;
    isMarkedHere = true;
    pending = null;
  });
  document.addEventListener("click", clicked);
  document.addEventListener("submit", submitted);
} else if (!root.dataset.asks) {
  // Nothing is asked any more: what was kept with an earlier yes goes.
  sweep();
}
