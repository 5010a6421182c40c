/* Makes the report better where scripts run: choose, sort, filter, walk by keyboard. The page is whole without it. */
(() => {
  "use strict";
  const root = document.querySelector(".onrecord");
  if (!root) return;
  root.classList.add("js");
  const list = root.querySelector(".list");
  const tools = root.querySelector(".tools");
  const findings = list ? [...list.querySelectorAll(".finding")] : [];
  const gravity = new Map(findings.map((finding, index) => [finding, index]));
  findings.forEach((finding) => { finding.open = false; });

  const marksOf = (id) => root.querySelectorAll(`mark[data-finding="${CSS.escape(id)}"]`);

  function choose(id, { scroll = true, focus = true } = {}) {
    const chosen = findings.find((finding) => finding.id === id);
    if (!chosen) return;
    chosen.hidden = false;
    findings.forEach((finding) => { finding.open = finding === chosen; });
    root.querySelectorAll("mark.chosen").forEach((mark) => mark.classList.remove("chosen"));
    marksOf(id).forEach((mark) => mark.classList.add("chosen"));
    if (scroll) chosen.scrollIntoView({ block: "nearest" });
    if (focus) chosen.querySelector("summary").focus({ preventScroll: !scroll });
  }

  function show(id) {
    const mark = marksOf(id)[0];
    if (mark) mark.scrollIntoView({ block: "center" });
  }

  root.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    const shower = event.target.closest("[data-shows]");
    const mark = event.target.closest("mark[data-finding]");
    const summary = event.target.closest(".finding > summary");
    if (opener) { event.preventDefault(); choose(opener.dataset.opens); history.replaceState(null, "", `#${opener.dataset.opens}`); }
    else if (shower) { event.preventDefault(); show(shower.dataset.shows); }
    else if (mark && !event.target.closest("a")) choose(mark.dataset.finding);
    else if (summary && !summary.parentElement.open) {
      event.preventDefault();
      choose(summary.parentElement.id, { scroll: false });
      show(summary.parentElement.id);
      summary.scrollIntoView({ block: "nearest" });
    }
  });

  const visible = () => [...list.querySelectorAll(".finding")].filter((finding) => !finding.hidden);

  document.addEventListener("keydown", (event) => {
    if (!list || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea")) { if (event.key === "Escape") event.target.blur(); return; }
    const shown = visible();
    const at = shown.findIndex((finding) => finding.open);
    if (event.key === "j" || event.key === "k") {
      const next = shown[Math.min(shown.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))];
      if (next) { event.preventDefault(); show(next.id); choose(next.id); }
    } else if (event.key === "Escape" && at >= 0) {
      shown[at].open = false; shown[at].querySelector("summary").focus();
    } else if (event.key === "/" && tools) {
      event.preventDefault(); tools.elements.words.focus();
    }
  });

  function apply() {
    const levels = new Set([...tools.querySelectorAll('input[name="level"]:checked')].map((box) => box.value));
    const words = tools.elements.words.value.trim().toLowerCase();
    findings.forEach((finding) => {
      finding.hidden = !levels.has(finding.dataset.level) || (words !== "" && !finding.textContent.toLowerCase().includes(words));
    });
    const orders = {
      gravity: (a, b) => gravity.get(a) - gravity.get(b),
      page: (a, b) => Number(a.dataset.place) - Number(b.dataset.place),
      speaker: (a, b) => a.dataset.speaker.localeCompare(b.dataset.speaker) || gravity.get(a) - gravity.get(b),
    };
    list.append(...[...findings].sort(orders[tools.elements.sort.value]));
    root.classList.toggle("show-told", Boolean(tools.elements.told && tools.elements.told.checked));
    tools.querySelector(".shown").textContent = `${visible().length} of ${findings.length} shown`;
  }

  if (tools) {
    tools.addEventListener("input", apply);
    tools.addEventListener("submit", (event) => event.preventDefault());
  }
  let opened = [];
  addEventListener("beforeprint", () => { opened = findings.filter((finding) => finding.open); findings.forEach((finding) => { finding.open = true; }); });
  addEventListener("afterprint", () => findings.forEach((finding) => { finding.open = opened.includes(finding); }));

  const wanted = location.hash.slice(1).replace(/-words$/, "");
  if (findings.some((finding) => finding.id === wanted)) choose(wanted);
})();
