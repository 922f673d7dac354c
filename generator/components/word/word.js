/*
 * Word files, filled in by the browser with nothing but the platform: the build's own template, its XML changed
 * through the DOM and packed again. The templates are fetched when the first file is asked for.
 */
{
  const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const XML = "http://www.w3.org/XML/1998/namespace";
  const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  /** 1 January 1980, where the dates of zip files begin: a file tells nobody when it was made. */
  const NEVER = 0x21;
  const TEMPLATES = new URL("word-templates.js", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;

  /** What XML 1.0 has no way to write, halves of a character included. */
  const UNWRITABLE =
    /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
  const LETTER = /\p{L}/u;
  const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
  const RIGHT_TO_LEFT_RUN = new RegExp(`(${RIGHT_TO_LEFT.source}(?:[^\\p{L}\\p{N}]*${RIGHT_TO_LEFT.source})*)`, "u");
  const EMOJI = /((?:\p{Extended_Pictographic}|\p{Regional_Indicator}|[\u{1f3fb}-\u{1f3ff}\u200d\ufe0f\u20e3])+)/u;

  /**
   * Letters that Arial has not got, and a font of Word's that has; where that is missing too, another steps in.
   * @type {[RegExp, string][]}
   */
  const FONTS = [
    [/([\p{Script=Bengali}\p{Script=Devanagari}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Oriya}\p{Script=Sinhala}]+)/u, "Nirmala UI"],
    [/([\p{Script=Hiragana}\p{Script=Katakana}]+)/u, "Yu Gothic"],
    [/(\p{Script=Hangul}+)/u, "Malgun Gothic"],
    [/([\p{Script=Han}\u3001-\u303f\uff00-\uffef]+)/u, "Microsoft YaHei"],
    [/(\p{Script=Ethiopic}+)/u, "Ebrima"],
    [EMOJI, "Segoe UI Emoji"],
  ];

  /** @param {Element | Document} inside @param {string} tag */
  const all = (inside, tag) => [...inside.getElementsByTagNameNS(W, tag)];
  /** @param {Element} parent @param {string} tag */
  const children = (parent, tag) =>
    [...parent.children].filter((child) => child.namespaceURI === W && child.localName === tag);
  /** @param {Element} parent @param {string} tag @param {{[name: string]: string}} [attributes] @returns {Element} */
  const add = (parent, tag, attributes = {}) => {
    const element = parent.ownerDocument.createElementNS(W, `w:${tag}`);
    for (const [name, value] of Object.entries(attributes)) element.setAttributeNS(W, `w:${name}`, value);
    return parent.appendChild(element);
  };

  /** Whether a line begins, with its first letter, from the right. @param {string} line */
  const fromTheRight = (line) => RIGHT_TO_LEFT.test(line.match(LETTER)?.[0] ?? "");

  /**
   * A line in pieces, each with the font that it needs.
   * @param {string} line @returns {{text: string, font?: string, right?: boolean}[]}
   */
  const pieces = (line) => {
    /** @type {{text: string, font?: string, right?: boolean}[]} */
    let found = line.split(RIGHT_TO_LEFT_RUN).map((text, index) => ({ text, right: index % 2 === 1 }));
    for (const [letters, font] of FONTS) {
      found = found.flatMap((piece) =>
        piece.font || piece.right
          ? [piece]
          : piece.text.split(letters).map((text, index) => ({ text, font: index % 2 ? font : undefined })),
      );
    }
    return found.filter((piece) => piece.text);
  };

  /** @param {Element} paragraph @param {{text: string, font?: string, right?: boolean}} piece */
  const addRun = (paragraph, { text, font, right }) => {
    const run = add(paragraph, "r");
    const look = add(run, "rPr");
    if (font) add(look, "rFonts", { ascii: font, hAnsi: font, eastAsia: font, cs: font });
    if (right) add(look, "rtl");
    text.split("\t").forEach((words, index) => {
      if (index) add(run, "tab");
      const element = add(run, "t");
      element.setAttributeNS(XML, "xml:space", "preserve");
      element.textContent = words;
    });
  };

  /** @param {Element} cell @param {string} line */
  const addLine = (cell, line) => {
    const paragraph = add(cell, "p");
    const look = add(paragraph, "pPr");
    if (fromTheRight(line)) add(look, "bidi");
    add(look, "spacing", { after: "40" });
    for (const piece of pieces(line)) addRun(paragraph, piece);
  };

  /** @param {Element} cell */
  const empty = (cell) => children(cell, "p").forEach((paragraph) => paragraph.remove());

  class CourseWordFile {
    /** @type {Map<string, string>} */
    #files;
    /** @type {Document} */
    #document;

    /** @param {Map<string, string>} files */
    constructor(files) {
      this.#files = files;
      this.#document = new DOMParser().parseFromString(files.get("word/document.xml") ?? "", "application/xml");
    }

    /** @param {string} caption @returns {Element} */
    table(caption) {
      const named = (/** @type {Element} */ table) =>
        all(table, "tblCaption").some((name) => name.getAttributeNS(W, "val") === caption);
      const found = all(this.#document, "tbl").find(named);
      if (!found) throw new Error(`the template has no table "${caption}"`);
      return found;
    }

    /** @param {Element} table */
    rows(table) {
      return children(table, "tr").slice(1);
    }

    /** @param {Element} row */
    cells(row) {
      return children(row, "tc");
    }

    /** @param {Element} table @returns {Element} */
    addRow(table) {
      const row = /** @type {Element} */ (this.rows(table).at(-1)?.cloneNode(true));
      for (const cell of this.cells(row)) this.write(cell, "");
      return table.appendChild(row);
    }

    /** @param {Element} cell @param {string} text */
    write(cell, text) {
      empty(cell);
      // Word takes a cell without a paragraph for a broken file: an empty text is one empty line.
      for (const line of text.replace(UNWRITABLE, "").split(/\r\n|\r|\n/)) addLine(cell, line);
    }

    async blob() {
      const files = new Map(this.#files);
      const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
      files.set("word/document.xml", head + new XMLSerializer().serializeToString(this.#document.documentElement));
      return new Blob(await zip(files), { type: TYPE });
    }
  }

  const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
    for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? 0xedb88320 ^ (byte >>> 1) : byte >>> 1;
    return byte;
  });
  /** @param {Uint8Array} bytes */
  const crc32 = (bytes) => {
    let sum = ~0;
    for (const byte of bytes) sum = CRC[(sum ^ byte) & 255] ^ (sum >>> 8);
    return ~sum >>> 0;
  };

  /** Made smaller where the browser can, or as they are. @param {Uint8Array<ArrayBuffer>} bytes */
  const pack = async (bytes) => {
    try {
      const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
      return { method: 8, bytes: new Uint8Array(await new Response(stream).arrayBuffer()) };
    } catch {
      return { method: 0, bytes };
    }
  };

  /** Numbers of two or four bytes, the least first. @param {[number, 2 | 4][]} numbers */
  const numbers = (numbers) =>
    Uint8Array.from(numbers.flatMap(([number, size]) => Array.from({ length: size }, (_, at) => (number >>> (8 * at)) & 255)));

  /**
   * A zip file of texts, in their order.
   * @param {Map<string, string>} files @returns {Promise<Uint8Array<ArrayBuffer>[]>}
   */
  const zip = async (files) => {
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const parts = [];
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const directory = [];
    const size = (/** @type {Uint8Array[]} */ all) => all.reduce((sum, part) => sum + part.length, 0);
    const encoder = new TextEncoder();
    for (const [path, text] of files) {
      const name = encoder.encode(path);
      const raw = encoder.encode(text);
      const { method, bytes } = await pack(raw);
      /** @type {[number, 2 | 4][]} */
      const about = [
        [20, 2], [0x800, 2], [method, 2], [0, 2], [NEVER, 2],
        [crc32(raw), 4], [bytes.length, 4], [raw.length, 4], [name.length, 2], [0, 2],
      ];
      directory.push(numbers([[0x02014b50, 4], [20, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 4], [size(parts), 4]]), name);
      parts.push(numbers([[0x04034b50, 4], ...about]), name, bytes);
    }
    const end = numbers([
      [0x06054b50, 4], [0, 2], [0, 2], [files.size, 2], [files.size, 2], [size(directory), 4], [size(parts), 4], [0, 2],
    ]);
    return [...parts, ...directory, end];
  };

  /** @type {Promise<void> | undefined} */
  let fetched;
  /** Once a page; a script element works where `fetch` may not read a file. @returns {Promise<void>} */
  const fetchTemplates = () => {
    fetched ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = TEMPLATES;
      script.addEventListener("load", () => resolve());
      script.addEventListener("error", () => {
        script.remove();
        fetched = undefined; // so that the next press tries again
        reject(new Error("the templates could not be fetched"));
      });
      document.head.append(script);
    });
    return fetched;
  };

  globalThis.courseWord = Object.freeze({
    /** Fetch the templates now, for a time when those of this version may be gone. */
    prepare() {
      fetchTemplates().catch(() => {});
    },
    /** @param {string} name @returns {Promise<WordFile>} */
    async open(name) {
      await fetchTemplates();
      const { templates = {}, texts = [] } = globalThis.courseWordTemplates ?? {};
      const numbered = Object.entries(templates[name] ?? {});
      if (!numbered.length) throw new Error(`there is no template "${name}"`);
      return new CourseWordFile(new Map(numbered.map(([path, number]) => [path, texts[number]])));
    },
    /** @param {Blob} blob @param {string} filename */
    save(blob, filename) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = filename;
      link.click();
      // Not at once: some browsers read the file only after the click is over.
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    },
  });
}
