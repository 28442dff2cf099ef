// Before the first paint: what the consent cookie says, as an attribute of <html>. consent/cookie.py judges by the same
// rules. Where this file does not arrive the question stays hidden, and everything that needs a yes stays off.
const root = document.documentElement;
const DAY = 864e5;

self.consent = () => {
  const { asks, days } = root.dataset;
  const found = /(?:^|; ?)cookie_consent="?([^";]*)/.exec(document.cookie);
  const value = found ? found[1] : "";
  const said = {};
  if (value.length <= 1e3 && /^[a-z_][a-z0-9_]{0,31}=[^|=]+(\|[a-z_][a-z0-9_]{0,31}=[^|=]+)*$/.test(value)) {
    value.split("|").forEach((pair) => (said[pair.split("=")[0]] = pair.split("=")[1]));
  }
  const day = /^2\d{7}$/.test(said._t) ? said._t.replace(/(..)(..)$/, "-$1-$2") : "";
  const age = (Date.now() - Date.parse(day)) / DAY;
  const isAnswer = /^\d{1,9}$/.test(said._v) && new Date(day).getUTCDate() == +day.slice(8);
  const holds = isAnswer && age < days;
  const soon = new Date(Date.now() + DAY).toISOString();
  const choices = {};
  let state = "set";
  asks.split(" ").forEach((one) => {
    const [key, version, posed] = one.split(/[=@]/);
    const mine = said[key];
    if (holds && mine == "-1" && +said._v >= posed) choices[key] = false;
    else if (holds && age > -1 && /^\d{4}(-\d\d){2}T\d\d(:\d\d){2}\+00:00$/.test(mine) && mine >= version && mine.slice(0, 19) <= soon) choices[key] = true;
    else state = navigator.globalPrivacyControl && !holds ? "gpc" : holds ? "stale" : isAnswer && age >= days ? "expired" : "ask";
  });
  root.dataset.consent = state;
  return choices;
};
self.consent();
