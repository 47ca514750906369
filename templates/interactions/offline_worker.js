// Keeps the newest release for a browser without a network. What was typed is never stored: a list that could not
// be sent waits in memory until the offline page asks for it, once.

const VERSION = "{{ version }}";
const SHELL = {{ shell|safe }};
const PAGE = {{ page|safe }};
const DOCUMENT = {{ document|safe }};
const HOME = {{ home|safe }};
const CACHE = `offline-${VERSION}`;
const PATIENCE = 10_000; // milliseconds: after these a network that does not answer counts as none
const NO_SERVER = [502, 504];
const TRIES = 4; // after a publication the server is still making the copy, and says when to come again

let waiting = null; // {client, list}

self.addEventListener("install", (event) => {
  event.waitUntil(install().then(() => self.skipWaiting()));
});

async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll([PAGE, ...SHELL].map((address) => new Request(address, { cache: "no-cache" })));
  await keepDocument(cache);
}

// A copy takes the place of the one before it only when all of it has arrived as the server made it.
async function keepDocument(cache, tries = TRIES) {
  const response = await fetch(DOCUMENT, { cache: "no-cache" });
  if (response.status === 503 && tries > 1) {
    await new Promise((resume) => setTimeout(resume, 1000 * (Number(response.headers.get("Retry-After")) || 15)));
    return keepDocument(cache, tries - 1);
  }
  if (!response.ok) throw new Error(`no document: ${response.status}`);
  const bytes = await response.clone().arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const checksum = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (checksum !== response.headers.get("Document-Checksum")) throw new Error("the document is not what was sent");
  await cache.put(DOCUMENT, response);
}

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldCaches().then(() => self.clients.claim()));
});

async function dropOldCaches() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("offline-") && name !== CACHE).map((name) => caches.delete(name)));
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  const reads = request.method === "GET";
  const isPage = request.mode === "navigate" && !/^\/(?:admin|api|health)\//.test(pathname);
  if (isPage && (reads || (request.method === "POST" && pathname === HOME))) event.respondWith(page(event, pathname));
  else if (reads && SHELL.includes(pathname)) event.respondWith(fetch(request).catch(() => caches.match(request)));
});

async function page(event, pathname) {
  const { request } = event;
  const list = request.method === "POST" ? await request.clone().text() : null;
  try {
    const response = await Promise.race([fetch(request), tooLong()]);
    if (NO_SERVER.includes(response.status)) throw new Error("no server");
    event.waitUntil(follow(response, pathname));
    return response;
  } catch {
    waiting = list === null ? null : { client: event.resultingClientId, list };
    return (await caches.match(PAGE)) ?? Response.error();
  }
}

const tooLong = () => new Promise((_, fail) => setTimeout(() => fail(new Error("no answer")), PATIENCE));

// Every page says which release it came from; when that is another than the kept one, a new copy is fetched.
async function follow(response, pathname) {
  const current = response.headers.get("Release-Checksum");
  if (!current || pathname.startsWith("/releases/")) return;
  const cache = await caches.open(CACHE);
  const kept = await cache.match(DOCUMENT);
  if (kept?.headers.get("Release-Checksum") === current) return;
  await keepDocument(cache).catch(() => {}); // the one before it stays, with its own age
}

self.addEventListener("message", (event) => {
  if (event.data !== "typed") return;
  const mine = waiting && (!waiting.client || waiting.client === event.source?.id);
  event.ports[0].postMessage(mine ? waiting.list : null);
  if (mine) waiting = null;
});
