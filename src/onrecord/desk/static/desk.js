/* Follows a check while it runs and takes dropped files. The desk works without this file. */
(() => {
  "use strict";
  const step = document.getElementById("desk-step");
  const bar = document.getElementById("desk-progress");
  const following = document.querySelector("[data-progress]");

  async function told(address) {
    const answer = await fetch(address, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  async function follow() {
    let wait = 250;
    for (;;) {
      await new Promise((go) => setTimeout(go, wait));
      let now;
      try { now = await told(following.dataset.progress); } catch { wait = Math.min(5000, wait * 2); continue; }
      if (now.state === "done" || now.state === "failed") { location.reload(); return; }
      if (now.state === "checking" && now.step) {
        const counted = now.total > 1;
        step.textContent = now.step[0].toUpperCase() + now.step.slice(1) + (counted ? `: ${now.done} of ${now.total}` : "");
        if (bar && counted) { bar.max = now.total; bar.value = now.done; } else if (bar) { bar.removeAttribute("value"); }
      }
      wait = Math.min(1500, wait + 50);
    }
  }
  if (following && step) follow();

  /* The queue: when a page that was under way is done, show its row anew. */
  const open = [...document.querySelectorAll('tr[data-state="waiting"], tr[data-state="checking"]')];
  async function watch() {
    for (;;) {
      await new Promise((go) => setTimeout(go, 1500));
      for (const row of open) {
        try {
          const now = await told(`/pages/${row.dataset.page}/progress`);
          if (now.state !== row.dataset.state && !document.querySelector("textarea:focus, input:focus")) { location.reload(); return; }
        } catch { return; }
      }
    }
  }
  if (open.length && open.length < 20) watch();

  const form = document.getElementById("desk-hand-in");
  const field = document.getElementById("desk-file");
  if (form && field) {
    const over = (event) => { if (event.dataTransfer && event.dataTransfer.types.includes("Files")) { event.preventDefault(); form.classList.add("dropping"); } };
    addEventListener("dragover", over);
    addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("dropping"); });
    addEventListener("drop", (event) => {
      if (!event.dataTransfer || !event.dataTransfer.files.length) return;
      event.preventDefault();
      form.classList.remove("dropping");
      field.files = event.dataTransfer.files;
      form.requestSubmit();
    });
  }
})();
