// Live refresh, keyboard and small conveniences. Every page works without it.
"use strict";

(() => {
  const body = document.body;

  // Live: the hub says that something changed; the panels that hold live facts are fetched again.
  const live = document.getElementById("live");
  const panels = () => [...document.querySelectorAll("[data-live]")].filter((p) => p.id);
  let pending = false;
  let last = 0;
  const refresh = () => {
    const ids = panels().map((p) => "#" + p.id);
    if (!ids.length || pending || document.hidden) return;
    pending = true;
    const wait = Math.max(0, 1000 - (Date.now() - last));
    setTimeout(() => {
      pending = false;
      last = Date.now();
      live.setAttribute("hx-select-oob", ids.join(","));
      htmx.trigger(live, "refresh");
    }, wait);
  };
  if (live && panels().length) {
    live.setAttribute("hx-get", location.pathname + location.search);
    const offline = document.getElementById("offline");
    const source = new EventSource("/live");
    source.onopen = () => { if (!offline.hidden) { offline.hidden = true; refresh(); } };
    source.onerror = () => { offline.hidden = false; };
    source.addEventListener("changed", refresh);
    addEventListener("pagehide", () => source.close());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
    setInterval(refresh, 15000); // "3 min ago" grows old as well
  }

  // Keyboard.
  const help = document.getElementById("help");
  const places = { i: "/", a: "/approvals", l: "/alerts", d: "/devices", r: "/rollouts", m: "/models" };
  let leading = 0;
  const rows = () => [...document.querySelectorAll("[data-row]")].filter((r) => r.offsetParent);
  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    const now = all.findIndex((r) => r.classList.contains("selected"));
    const next = Math.min(all.length - 1, Math.max(0, now < 0 ? 0 : now + step));
    all.forEach((r) => r.classList.remove("selected"));
    all[next].classList.add("selected");
    const link = all[next].querySelector("a");
    if (link) link.focus({ preventScroll: true });
    all[next].scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input, textarea, select");
    if (typing) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (Date.now() - leading < 1200) {
      leading = 0;
      const place = places[event.key];
      if (place) { event.preventDefault(); location.href = place; return; }
    }
    switch (event.key) {
      case "g": leading = Date.now(); break;
      case "j": move(1); break;
      case "k": move(-1); break;
      case "/": {
        const field = document.querySelector("[data-search]");
        if (field) { event.preventDefault(); field.focus(); }
        break;
      }
      case "?": if (help) { event.preventDefault(); help.open ? help.close() : help.showModal(); } break;
    }
  });
  document.querySelectorAll("[data-opens-help]").forEach((b) => b.addEventListener("click", () => help.showModal()));

  // Acts that cannot be taken back ask first.
  body.addEventListener("submit", (event) => {
    const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
    if (question && !confirm(question)) event.preventDefault();
  });

  // A field narrows the rows below it.
  body.addEventListener("input", (event) => {
    if (!event.target.matches("[data-search]")) return;
    const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    document.querySelectorAll("[data-row]").forEach((row) => {
      const text = row.textContent.toLowerCase();
      row.classList.toggle("hidden", !words.every((w) => text.includes(w)));
    });
  });

  // Copying a digest takes one click.
  body.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button || !navigator.clipboard) return;
    navigator.clipboard.writeText(button.dataset.copy).then(() => {
      const was = button.textContent;
      button.textContent = "copied";
      setTimeout(() => { button.textContent = was; }, 1200);
    });
  });
})();
