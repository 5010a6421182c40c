/* Hears from the page that the bookmarklet was pressed on, and fills the form; a person sends it. */
(() => {
  "use strict";
  const arrived = document.getElementById("desk-arrived");
  const address = document.getElementById("desk-address");
  const origin = document.getElementById("desk-origin");
  const text = document.getElementById("desk-text");
  if (!window.opener) return;
  addEventListener("message", (event) => {
    const sent = event.data;
    if (event.source !== window.opener || !sent || sent.onrecord !== 1) return;
    if (typeof sent.page !== "string" || typeof sent.address !== "string" || !/^https?:\/\//.test(sent.address)) return;
    if (new URL(sent.address).origin !== event.origin) return;
    text.value = sent.page.slice(0, 12000000);
    address.value = sent.address;
    origin.value = sent.address;
    arrived.textContent = `A page of ${new URL(sent.address).host} has arrived (${sent.page.length.toLocaleString("en")} characters). Look at it and press Check.`;
  });
  window.opener.postMessage("onrecord: ready", "*");
})();
