/** What one payload of a bridge of gpsd holds: the bytes of each object, and whether sentences of the receiver stand beside them. */
export type GpsdLines = { readonly objects: readonly Uint8Array[]; readonly hasSentences: boolean };

const mostObjects = 64;
const [quote, backslash, opening, closing, newline] = [0x22, 0x5c, 0x7b, 0x7d, 0x0a];
/** An NMEA or AIS sentence, whole or cut off: gpsd at times glues one to its JSON, before it or behind it. */
const sentence = /^[$!][A-Z][\x20-\x7e]{0,120}$/;

/** Behind the brace that closes the object that opens at `from`; null where none does. */
function endOfObject(payload: Uint8Array, from: number): number | null {
  let depth = 0;
  let inText = false;
  for (let at = from; at < payload.length; at += 1) {
    const byte = payload[at];
    if (inText) {
      if (byte === backslash) at += 1;
      else if (byte === quote) inText = false;
    } else if (byte === quote) inText = true;
    else if (byte === opening) depth += 1;
    else if (byte === closing) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

/**
 * Takes a payload apart without reading it: gpsd writes one object a line, and a bridge may pass on several, or an object over several lines.
 * Null where something stands in it that is neither an object nor a sentence, or too much.
 */
export function splitLines(payload: Uint8Array): GpsdLines | null {
  const objects: Uint8Array[] = [];
  let hasSentences = false;
  let at = 0;
  while (at < payload.length) {
    if (payload[at] === opening) {
      const end = endOfObject(payload, at);
      if (end === null || objects.length === mostObjects) return null;
      objects.push(payload.subarray(at, end));
      at = end;
      continue;
    }
    let end = at;
    while (end < payload.length && payload[end] !== opening && payload[end] !== newline) end += 1;
    const text = new TextDecoder().decode(payload.subarray(at, Math.min(end, at + 200))).trim();
    if (text !== '' && !sentence.test(text)) return null;
    hasSentences ||= text !== '';
    at = end === at ? at + 1 : end;
  }
  return { objects, hasSentences };
}
