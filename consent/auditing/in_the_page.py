"""What runs in the audited pages: it notes what scripts write, and says what is kept.

Our own consent.js clears what is kept without consent as soon as it runs. What was written before is gone when the page
is looked at, and was written all the same: so writing is watched too.
"""

# Before any script of the page. A write that the browser refused, such as one for another domain, is none.
WRITES = """(() => {
  const written = [];
  Object.defineProperty(self, "writtenForAudit", { value: written });
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  const has = (page, name) => cookie.get.call(page).split("; ").some((pair) => pair.split("=")[0] == name);
  Object.defineProperty(Document.prototype, "cookie", { ...cookie, set(text) {
    cookie.set.call(this, text);
    if (has(this, String(text).split(/[=;]/)[0].trim())) written.push(["cookie", String(text)]);
  } });
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (key, value) {
    setItem.call(this, key, value);
    written.push([this === self.sessionStorage ? "session" : "local", String(key)]);
  };
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...told) {
    written.push(["indexed", String(told[0])]);
    return open.apply(this, told);
  };
})();"""

# Asked once the page has nothing to do: what a script keeps as soon as it can is there then.
KEPT = """async () => {
  await new Promise((done) => requestIdleCallback(done, { timeout: 500 }));
  const written = self.writtenForAudit ? self.writtenForAudit.splice(0) : [];
  const wrote = (kind) => written.filter(([one]) => one == kind).map(([, name]) => name);
  const keys = (name) => { try { return Object.keys(self[name]); } catch { return []; } };
  let databases = [];
  try { databases = (await indexedDB.databases()).map((one) => one.name); } catch {}
  return {
    cookie: wrote("cookie"),
    local: [...keys("localStorage"), ...wrote("local")],
    session: [...keys("sessionStorage"), ...wrote("session")],
    indexed: [...databases, ...wrote("indexed")],
  };
}"""
