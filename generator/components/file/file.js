/* Files that somebody brings: their text, in whatever alphabet the way here has left it. Read here, sent nowhere. */
{
  /** @param {Uint8Array} bytes */
  const decode = (bytes) => {
    const [first, second] = bytes;
    // By its mark, or because one half of each letter's two bytes is 0.
    if ((first === 0xff && second === 0xfe) || second === 0) return new TextDecoder("utf-16le").decode(bytes);
    if ((first === 0xfe && second === 0xff) || first === 0) return new TextDecoder("utf-16be").decode(bytes);
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return new TextDecoder("windows-1252").decode(bytes);
    }
  };

  globalThis.courseFile = Object.freeze({
    /** @param {Blob} file */
    text: async (file) => decode(new Uint8Array(await file.arrayBuffer())),
  });
}
