// Sends an answer about cookies, says what became of it, and lets what waits for a yes in, or clears what was kept.
const root = document.documentElement;
const PATIENCE = 8000;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector, within = document) => within.querySelector(selector);
const question = one("section.consent");
let choices = {};

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
  hosts.forEach((host) => paths.forEach((path) => (document.cookie = `${name}=; max-age=0; path=${path}${host}`)));
}

function clear(storage, is) {
  Object.keys(storage).filter((key) => is.test(key)).forEach((key) => storage.removeItem(key));
}

const CLEAR = {
  cookie: (is) => names().filter((name) => is.test(name)).forEach(removeCookie),
  local: (is) => clear(localStorage, is),
  session: (is) => clear(sessionStorage, is),
  indexed: (is) =>
    indexedDB.databases && indexedDB.databases().then((found) => found.filter(({ name }) => is.test(name)).forEach(({ name }) => indexedDB.deleteDatabase(name))),
};

function sweep() {
  (root.dataset.kept || "").split(" ").filter(Boolean).forEach((kept) => {
    const [, kind, group, name] = /^(\w+):(\w+):(.+)$/.exec(kept);
    try {
      if (choices[group] !== true && CLEAR[kind]) CLEAR[kind](shape(name));
    } catch (refused) {
      // A browser that lets no script look at its storage keeps none for it.
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

const show = (element, shown = true) => element && (element.hidden = !shown);

function tell() {
  all("[data-said]").forEach((sentence) => {
    const [group, word] = sentence.dataset.said.split(" ");
    show(sentence, word == { true: "yes", false: "no", undefined: "open" }[choices[group]]);
  });
  // For browsers that know no layers, and so show the page without our styles.
  show(question, !/set|gpc/.test(root.dataset.consent));
  ["stale", "expired"].forEach((state) => show(one(`.consent__${state}`), root.dataset.consent == state));
  show(one(".gpc"), root.dataset.consent == "gpc");
}

function say(element) {
  show(element);
  element.focus();
}

function hide(event) {
  event.preventDefault();
  all(".consent-said, [data-trouble]").forEach((message) => show(message, false));
  root.dataset.consent = "set";
  show(question, false);
  one("#main").focus();
}

// None is marked until it was chosen; what came back to be mended stays as it was marked.
function mark() {
  const radios = all("[data-page-form] input[type=radio]");
  if (radios.some((radio) => radio.checked)) return;
  radios.forEach((radio) => {
    const said = choices[radio.name.slice(2)];
    radio.checked = said !== undefined && said === (radio.value == "yes");
  });
}

// --- what follows when the cookie changed, here or in another tab ---

const tabs = "BroadcastChannel" in self ? new BroadcastChannel("consent") : { postMessage() {} };

// Returns whether something that may still run was withdrawn.
function renew() {
  const before = choices;
  choices = self.consent();
  sweep();
  open();
  tell();
  return Object.keys(before).some((group) => before[group] === true && choices[group] !== true);
}

const isTyping = () => all("input, textarea").some((field) => field.type != "hidden" && field.value !== field.defaultValue);

function renewHere() {
  if (renew() && !isTyping()) location.reload();
}

tabs.onmessage = renewHere;
addEventListener("pageshow", (event) => event.persisted && renewHere());
document.addEventListener("visibilitychange", () => document.hidden || renewHere());

// --- sending ---

let isSending = false;
let failures = 0;

function busy(form, is) {
  isSending = is;
  form.setAttribute("aria-busy", is);
  all("button", form).forEach((button) => button.setAttribute("aria-disabled", is));
}

async function post(form, body) {
  const patience = new AbortController();
  const end = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const headers = { "X-Requested-With": "fetch" };
    return (await fetch(form.action, { method: "POST", body, headers, keepalive: true, signal: patience.signal })).status;
  } catch (failure) {
    return 0;
  } finally {
    clearTimeout(end);
  }
}

// The server explains in full, on a page: what is missing, where the form came from.
function sendAsForm(form, body) {
  body.forEach((value, name) => {
    if (one(`input[name="${name}"]`, form)) return;
    const field = document.createElement("input");
    [field.type, field.name, field.value] = ["hidden", name, value];
    form.append(field);
  });
  HTMLFormElement.prototype.submit.call(form);
}

function trouble(form, why, again) {
  const box = one("[data-trouble]", form);
  all("[data-why]", box).forEach((sentence) => show(sentence, sentence.dataset.why == why));
  failures += 1;
  show(one("[data-again]", box), why != "changed");
  show(one("[data-page]", box), failures > 2);
  one("[data-again]", box).onclick = again;
  if (why == "offline") addEventListener("online", again, { once: true });
  say(box);
}

// before: the cookies as they were. What another tab sent at the same moment may have come last: then that is what is
// held, and what is said.
function isKept(body, before) {
  if (root.dataset.consent == "set" && document.cookie !== before) return true;
  const wanted = { accept: () => true, reject: () => false, save: (group) => body.get(`g.${group}`) == "yes" }[body.get("choice")];
  return Object.keys(choices).length == root.dataset.asks.split(" ").length && Object.keys(choices).every((group) => choices[group] === wanted(group));
}

function done(form, isWithdrawn, height) {
  tabs.postMessage(0);
  if (isWithdrawn) {
    // What ran already stops only with its page.
    location.hash = "cookies-saved";
    location.reload();
  } else if ("pageForm" in form.dataset) {
    say(one("#cookies-saved"));
  } else {
    const said = Object.keys(choices).map((group) => choices[group]);
    const message = one(`#cookies-${said.every(Boolean) ? "accepted" : said.some(Boolean) ? "customised" : "rejected"}`);
    // Nothing moves: the answer takes the room of the question.
    message.firstElementChild.style.minHeight = `${height}px`;
    say(message);
  }
}

async function send(form, body) {
  if (isSending) return;
  const before = document.cookie;
  busy(form, true);
  show(one("[data-trouble]", form), false);
  const status = await post(form, body);
  const height = question && question.firstElementChild.getBoundingClientRect().height;
  busy(form, false);
  if (status == 400 || status == 403) return sendAsForm(form, body);
  const again = () => send(form, body);
  if (status != 204) return trouble(form, status == 409 ? "changed" : navigator.onLine ? "failed" : "offline", again);
  const isWithdrawn = renew();
  return isKept(body, before) ? done(form, isWithdrawn, height) : trouble(form, "lost", again);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!self.consent || !("answers" in form.dataset)) return;
  event.preventDefault();
  const button = event.submitter || document.activeElement;
  const body = new URLSearchParams(new FormData(form));
  if (button.name) body.set(button.name, button.value);
  send(form, body);
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-hide]")) hide(event);
  // A link to the page itself could show the copy that the browser still holds.
  if (event.target.closest("[data-reload]")) location.reload();
});

// --- now ---

if (self.consent) {
  renew();
  mark();
  const [visit] = performance.getEntriesByType("navigation");
  if (location.hash == "#cookies-saved" && visit && visit.type == "reload" && root.dataset.consent == "set") say(one("#cookies-saved"));
}
