// Asks the browser to keep the offline copy. Where it cannot (no https, switched off) everything else works.

if (navigator.serviceWorker && window.isSecureContext) {
  navigator.serviceWorker.register("/sw.js", { scope: "/", updateViaCache: "none" }).catch(() => {});
}
