/*
 * Nothing is stored from here. This takes the place of a worker that an earlier visit left, removes what that one
 * stored, and goes itself. `course pack` replaces it.
 */
{
  const worker = /** @type {any} */ (globalThis);
  const on = /** @type {(type: string, hear: (event: any) => void) => void} */ (addEventListener);

  const remove = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(`course-offline ${worker.registration.scope} `)) await caches.delete(name);
    }
    await worker.registration.unregister();
  };

  on("install", () => worker.skipWaiting());
  on("activate", (event) => event.waitUntil(remove()));
  // No page is of this version: those that are open come back from the network.
  on("message", (event) => event.ports[0]?.postMessage({ version: "" }));
  // A page that the browser still had from before may have called this back.
  on("fetch", (event) => event.waitUntil(remove()));
}
