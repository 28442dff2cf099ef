// The demonstration's own statistics: how many pages this browser opened, in all and in this month. Nothing is sent.
{
  const DAY = 24 * 3600;
  const count = (name, days) => {
    const found = new RegExp(`(?:^|; )${name}=(\\d+)`).exec(document.cookie);
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `${name}=${found ? +found[1] + 1 : 1}; max-age=${days * DAY}; path=/; samesite=lax${secure}`;
  };
  count("demo_visits", 30);
  count(`demo_visits_${new Date().toISOString().slice(0, 7).replace("-", "")}`, 30);
}
