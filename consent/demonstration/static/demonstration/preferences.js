// The demonstration's own preference: which page was read last. It stays in this browser, and nothing is done with it.
try {
  localStorage.setItem("demo_last_page", location.pathname);
} catch (refused) {
  // A browser that keeps nothing keeps nothing.
}
