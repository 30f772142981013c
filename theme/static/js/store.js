// Index files: each is a classic script of one call, so that they load over http and from disk alike.

const ALPHABET = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).filter((sign) => !"\"'\\".includes(sign)).join("");
const VALUES = new Uint8Array(128);
for (let at = 0; at < ALPHABET.length; at++) VALUES[ALPHABET.charCodeAt(at)] = at;

/** An index that can't be read: what is wrong, for the reader. */
class Damage extends Error {}

/** Bytes from characters: 13 bits, the lowest first, in two of them. @param {string} text @returns {Uint8Array} */
function bytesOf(text) {
  const colon = text.indexOf(":");
  const size = Number(text.slice(0, colon));
  const bytes = new Uint8Array(size);
  if ((text.length - colon - 1) * 6.5 < size * 8) throw new Damage();
  let value = 0, bits = 0, at = 0;
  for (let place = colon + 1; at < size; place += 2) {
    value |= (VALUES[text.charCodeAt(place)] * 91 + VALUES[text.charCodeAt(place + 1)]) << bits;
    bits += 13;
    while (bits >= 8 && at < size) {
      bytes[at++] = value & 255;
      value >>>= 8;
      bits -= 8;
    }
  }
  return bytes;
}

/** @param {Uint8Array} bytes a zlib stream @returns {Promise<Uint8Array>} */
async function inflated(bytes) {
  if (typeof DecompressionStream === "function") {
    const stream = new Blob([/** @type {any} */ (bytes)]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }
  return inflate(bytes);
}

/** The same for browsers without DecompressionStream. Source of the method: RFC 1951. @param {Uint8Array} input */
function inflate(input) {
  let at = 2, hold = 0, held = 0, size = 0;
  let out = new Uint8Array(input.length * 4);
  const bits = (/** @type {number} */ count) => {
    while (held < count) { hold |= input[at++] << held; held += 8; }
    const value = hold & ((1 << count) - 1);
    hold >>>= count; held -= count;
    return value;
  };
  const room = (/** @type {number} */ count) => {
    if (size + count > out.length) { const more = new Uint8Array(2 * (size + count)); more.set(out); out = more; }
  };
  const tree = (/** @type {ArrayLike<number>} */ lengths) => {
    const counts = new Uint16Array(16), offsets = new Uint16Array(16), symbols = new Uint16Array(lengths.length);
    for (let n = 0; n < lengths.length; n++) counts[lengths[n]]++;
    counts[0] = 0;
    for (let n = 1; n < 16; n++) offsets[n] = offsets[n - 1] + counts[n - 1];
    for (let n = 0; n < lengths.length; n++) if (lengths[n]) symbols[offsets[lengths[n]]++] = n;
    return { counts, symbols };
  };
  const symbol = (/** @type {{counts: Uint16Array, symbols: Uint16Array}} */ { counts, symbols }) => {
    let code = 0, first = 0, index = 0;
    for (let length = 1; length < 16; length++) {
      code |= bits(1);
      const count = counts[length];
      if (code - count < first) return symbols[index + code - first];
      index += count; first = (first + count) << 1; code <<= 1;
    }
    throw new Damage();
  };
  const BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
  const MORE = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
  const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  for (let last = 0; !last;) {
    last = bits(1);
    const type = bits(2);
    if (type === 0) {
      hold = held = 0;
      const length = input[at] | (input[at + 1] << 8);
      room(length);
      out.set(input.subarray(at + 4, at + 4 + length), size);
      at += 4 + length; size += length;
      continue;
    }
    if (type === 3 || at > input.length) throw new Damage();
    let literals, distances;
    if (type === 1) {
      literals = tree(Array.from({ length: 288 }, (_, n) => (n < 144 ? 8 : n < 256 ? 9 : n < 280 ? 7 : 8)));
      distances = tree(new Array(30).fill(5));
    } else {
      const many = bits(5) + 257, far = bits(5) + 1, codes = bits(4) + 4;
      const lengths = new Uint8Array(19);
      for (let n = 0; n < codes; n++) lengths[ORDER[n]] = bits(3);
      const head = tree(lengths), all = new Uint8Array(many + far);
      for (let n = 0; n < many + far;) {
        const code = symbol(head);
        if (code < 16) { all[n++] = code; continue; }
        const value = code === 16 ? all[n - 1] : 0;
        const times = code === 16 ? 3 + bits(2) : code === 17 ? 3 + bits(3) : 11 + bits(7);
        for (let k = 0; k < times; k++) all[n++] = value;
      }
      literals = tree(all.subarray(0, many));
      distances = tree(all.subarray(many));
    }
    for (;;) {
      const code = symbol(literals);
      if (code === 256) break;
      room(258);
      if (code < 256) { out[size++] = code; continue; }
      const length = BASE[code - 257] + bits(MORE[code - 257]);
      const far = symbol(distances);
      const more = far < 4 ? 0 : (far >> 1) - 1;
      const distance = far < 4 ? far + 1 : ((2 + (far & 1)) << more) + 1 + bits(more);
      if (distance > size) throw new Damage();
      for (let k = 0; k < length; k++, size++) out[size] = out[size - distance];
    }
  }
  return out.subarray(0, size);
}

/** Loads index files, each once. */
class Store {
  /** @param {string} folder of the index, with a slash at its end */
  constructor(folder) {
    this.folder = folder;
    /** @type {Map<string, Promise<Uint8Array>>} */
    this.files = new Map();
    /** @type {Map<string, string>} what a script has handed over */
    this.given = new Map();
    this.requests = 0;
    this.bytes = 0;
    /** @type {any} */ (window).readingRoomSearch = (/** @type {string} */ name, /** @type {string} */ data) => this.given.set(name, data);
  }

  /** @param {string} name of a file @returns {Promise<Uint8Array>} its content */
  bytesIn(name) {
    let file = this.files.get(name);
    if (!file) {
      file = this.load(`${this.folder}${name}.js`).then(async () => {
        const data = this.given.get(name);
        this.given.delete(name);
        if (data === undefined) throw new Damage(`search/${name}.js`);
        this.bytes += data.length;
        return inflated(bytesOf(data));
      }).catch(() => {
        this.files.delete(name);
        throw new Damage(`search/${name}.js`);
      });
      this.files.set(name, file);
    }
    return file;
  }

  /** Run a script of the site. @param {string} address @returns {Promise<void>} */
  load(address) {
    this.requests++;
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => { script.remove(); resolve(); };
      script.onerror = () => { script.remove(); reject(new Damage(address)); };
      document.head.append(script);
    });
  }

  /** @param {string} name @returns {Promise<any>} the JSON in a file */
  async json(name) {
    const data = await this.bytesIn(name);
    try {
      return JSON.parse(new TextDecoder().decode(data));
    } catch {
      throw new Damage(`search/${name}.js`);
    }
  }
}
