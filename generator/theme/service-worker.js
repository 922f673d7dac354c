/*
 * The course without a network: all files of one version, each checked, kept on this device and served as a whole.
 *
 * The build writes `courseFiles` above this: the version, how many bytes it has, and for each file the first half of
 * its SHA-256. A host that alters files, or is half-way through publishing, gives others: then nothing is kept.
 */
{
  /** @typedef {Event & { waitUntil(work: Promise<unknown>): void }} Lasting */
  /** @typedef {Lasting & { data: string, ports: MessagePort[] }} Told */
  /** @typedef {Lasting & { request: Request, clientId: string, respondWith(answer: Promise<Response>): void }} Asked */

  const worker = /** @type {any} */ (globalThis);
  const { version, bytes, files } = /** @type {{version: string, bytes: number, files: {[path: string]: string}}} */ (worker.courseFiles);
  /** @type {ServiceWorkerRegistration} */
  const registration = worker.registration;
  const ROOT = registration.scope;
  /** How the names of our stores begin. The root ends in a slash: no course in a folder of ours has such a name. */
  const OURS = `course-offline ${ROOT} `;
  const STORE = OURS + version;
  const FILES = new Map(Object.entries(files).map(([path, sum]) => [new URL(path, ROOT).href, sum]));
  const AT_ONCE = 4;
  const PATIENCE = 1000;
  /** What is served: this version, or the next one when the reader has moved on to it. */
  let serving = STORE;
  let known = new Set(FILES.keys());

  /** @param {ArrayBuffer} body */
  const sumOf = async (body) => {
    const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", body), 0, 16);
    return Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  const stores = async () => (await caches.keys()).filter((name) => name.startsWith(OURS));

  /** The same bytes, as another version stored them. @param {string} address @param {string | undefined} sum */
  const fromStores = async (address, sum) => {
    for (const cacheName of await stores()) {
      const found = await caches.match(address, { cacheName });
      if (found && (await sumOf(await found.clone().arrayBuffer())) === sum) return found;
    }
  };

  /** The file as it was published, or nothing at all. @param {string} address @param {string | undefined} sum */
  const fromNetwork = async (address, sum) => {
    const response = await fetch(address, { cache: "reload" });
    const body = await response.arrayBuffer();
    if (!response.ok || (await sumOf(body)) !== sum) throw new Error(`${address} is not what was published`);
    const headers = new Headers(response.headers);
    // They speak of the bytes on their way, and would mislead about those in the store.
    for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
    return new Response(body, { headers }); // a new one: a page may not be answered with a redirected response
  };

  /** Take up what is missing, a few files at a time. What was begun before is gone on with. */
  const store = async () => {
    const kept = await caches.open(STORE);
    const missing = [...FILES];
    const take = async () => {
      for (let next; (next = missing.pop()); ) {
        const [address, sum] = next;
        if (await kept.match(address)) continue;
        await kept.put(address, (await fromStores(address, sum)) ?? (await fromNetwork(address, sum)));
      }
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, take));
    } catch (error) {
      missing.length = 0;
      if (error instanceof DOMException && error.name === "QuotaExceededError") await caches.delete(STORE);
      throw error;
    }
  };

  /** Fetching what there is no room for would cost every visitor of a full device all of it at each visit. */
  const makeSureOfRoom = async () => {
    const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {}; // some cannot tell
    if (quota - usage < bytes) throw new Error("there is no room for the course");
  };

  const removeOlder = async () => {
    for (const name of await stores()) if (name !== STORE) await caches.delete(name);
  };

  /** A site that has no worker any more shall not be covered by an old copy. */
  const check = async () => {
    const { status } = await fetch(worker.location.href, { cache: "no-store" });
    if (status !== 404 && status !== 410) return;
    await registration.unregister();
    for (const name of await stores()) await caches.delete(name);
  };

  const count = async () => ((await caches.has(STORE)) ? (await (await caches.open(STORE)).keys()).length : 0);

  /** The file that an address names: folders are their `index.html`, and `?plan=...` is for the page. @param {string} url */
  const fileOf = (url) => {
    const { origin, pathname } = new URL(url);
    return origin + pathname + (pathname.endsWith("/") ? "index.html" : "");
  };

  /** @param {string} address @param {Request} request */
  const stored = async (address, request) => {
    const found = await caches.match(address, { cacheName: serving });
    if (found) return found;
    // The browser cleared our store. Filling the hole from the network could mix versions: the next page starts anew.
    const response = await fetch(request);
    await registration.unregister();
    return response;
  };

  /** What is there for an address that is not in this version, when no network can say. */
  const notHere = async () => {
    const page = await caches.match(new URL("404.html", ROOT).href, { cacheName: serving });
    return page ? new Response(page.body, { status: 404, headers: page.headers }) : Response.error();
  };

  /**
   * With one tab, opening a page is the moment for a new version: nothing of the old one stays open. A tab that is
   * hidden is not the one that is opening something.
   */
  const isAlone = async () => {
    const open = await worker.clients.matchAll();
    return open.length < 2 && open.every((/** @type {any} */ each) => each.visibilityState === "visible");
  };

  /**
   * Tell the next version to take over, and serve from its store at once. Until it has taken over, which a browser
   * does when it sees fit, this one answers for it.
   */
  const moveOn = async () => {
    const { port1, port2 } = new MessageChannel();
    const next = await new Promise((resolve) => {
      port1.onmessage = ({ data }) => resolve(data);
      setTimeout(resolve, PATIENCE);
      registration.waiting?.postMessage("use", [port2]);
    });
    if (!next) return;
    known = new Set((await (await caches.open(next)).keys()).map(({ url }) => url));
    serving = next;
  };

  /** @param {Request} request */
  const page = async (request) => {
    if (registration.waiting && serving === STORE && (await isAlone())) await moveOn();
    const address = fileOf(request.url);
    if (known.has(address)) return stored(address, request);
    if (known.has(`${address}/index.html`)) return Response.redirect(request.url.replace(address, `${address}/`));
    return fetch(request).catch(notHere);
  };

  /** A file for a page. One that this version does not know came from the network, and so do its parts. @param {Asked} event */
  const part = async ({ request, clientId }) => {
    const address = fileOf(request.url);
    const client = await worker.clients.get(clientId);
    const isStranger = client && !known.has(fileOf(client.url));
    return isStranger ? fetch(request).catch(() => stored(address, request)) : stored(address, request);
  };

  const on = /** @type {(type: string, hear: (event: any) => void) => void} */ (addEventListener);

  on("install", (/** @type {Lasting} */ event) => event.waitUntil(makeSureOfRoom().then(store)));

  on("activate", (/** @type {Lasting} */ event) => event.waitUntil(removeOlder().then(() => worker.clients.claim())));

  on("fetch", (/** @type {Asked} */ event) => {
    const { request } = event;
    if (request.method !== "GET" || request.headers.has("range") || !request.url.startsWith(ROOT)) return;
    if (request.mode === "navigate") event.respondWith(page(request));
    else if (known.has(fileOf(request.url))) event.respondWith(part(event));
  });

  on("message", (/** @type {Told} */ event) => {
    const [port] = event.ports;
    if (event.data === "use") {
      worker.skipWaiting();
      port?.postMessage(STORE);
    }
    if (event.data === "check") event.waitUntil(check().catch(() => {}));
    if (event.data === "store") event.waitUntil(store().catch(() => {}));
    if (event.data === "count") {
      event.waitUntil(count().then((done) => port.postMessage({ version, done, files: FILES.size, bytes })));
    }
  });
}
