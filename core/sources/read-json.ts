import { cleanForeignText } from '#domain/outcome/foreign-text.ts';

/** An object as it came out of JSON.parse. Read it with the functions below: they see own properties only. */
export type JsonObject = Readonly<Record<string, unknown>>;
export type JsonLimits = { readonly maxBytes?: number; readonly maxDepth?: number };
export type ReadJson = { readonly ok: true; readonly value: JsonObject } | { readonly ok: false; readonly reason: string };

const defaultMaxBytes = 256 * 1024;
const defaultMaxDepth = 32;

/** Counted before parsing, so that no recursion ever meets a deep payload. */
function isDeeperThan(text: string, maxDepth: number): boolean {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text.charCodeAt(index);
    if (inText) {
      if (letter === 0x5c) index += 1;
      else if (letter === 0x22) inText = false;
    } else if (letter === 0x22) inText = true;
    else if (letter === 0x7b || letter === 0x5b) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (letter === 0x7d || letter === 0x5d) depth -= 1;
  }
  return false;
}

/**
 * Reads one JSON object from a payload. The reason of a refusal is one of a few fixed sentences and never quotes the payload, so
 * that refusals can be counted by reason. Of a repeated key the last one counts.
 */
export function readJsonObject(payload: Uint8Array, limits: JsonLimits = {}): ReadJson {
  const maxBytes = limits.maxBytes ?? defaultMaxBytes;
  const maxDepth = limits.maxDepth ?? defaultMaxDepth;
  if (payload.byteLength === 0) return { ok: false, reason: 'empty payload' };
  if (payload.byteLength > maxBytes) return { ok: false, reason: `larger than ${maxBytes} bytes` };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(payload);
  } catch {
    return { ok: false, reason: 'not UTF-8' };
  }
  if (isDeeperThan(text, maxDepth)) return { ok: false, reason: `nested deeper than ${maxDepth} levels` };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'not JSON' };
  }
  if (value === null) return { ok: false, reason: 'JSON null, not an object' };
  if (Array.isArray(value)) return { ok: false, reason: 'a JSON array, not an object' };
  if (typeof value !== 'object') return { ok: false, reason: `a JSON ${typeof value}, not an object` };
  return { ok: true, value: value as JsonObject };
}

/** The value of an own property; what Object.prototype offers does not count. */
export function readOwn(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The readers below give null when the field is absent, of another type or out of its range. */
export function readObject(object: JsonObject, key: string): JsonObject | null {
  const value = readOwn(object, key);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

export function readArray(object: JsonObject, key: string): readonly unknown[] | null {
  const value = readOwn(object, key);
  return Array.isArray(value) ? value : null;
}

/** A finite JSON number between `min` and `max`, both included; numbers in quotes are not numbers. */
export function readNumber(object: JsonObject, key: string, min = -Infinity, max = Infinity): number | null {
  const value = readOwn(object, key);
  return typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max ? value : null;
}

export function readInteger(object: JsonObject, key: string, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER): number | null {
  const value = readNumber(object, key, min, max);
  return Number.isInteger(value) ? value : null;
}

/** Foreign text, cleaned for showing; null when nothing is left of it. */
export function readText(object: JsonObject, key: string, maxLetters = 64): string | null {
  const value = readOwn(object, key);
  return typeof value === 'string' ? cleanForeignText(value, maxLetters) || null : null;
}

/** An identifier exactly as sent; null unless the whole of it matches. */
export function readMatching(object: JsonObject, key: string, pattern: RegExp): string | null {
  const value = readOwn(object, key);
  return typeof value === 'string' && pattern.test(value) ? value : null;
}

const flags = new Map<unknown, boolean>([
  [true, true], ['true', true], ['yes', true], ['1', true], [1, true],
  [false, false], ['false', false], ['no', false], ['0', false], [0, false],
]);

/** A yes or no in any of the forms that feeds use (`"false"` and `"no"` are truthy in JavaScript); null for anything else. */
export function readFlag(object: JsonObject, key: string): boolean | null {
  const value = readOwn(object, key);
  return flags.get(typeof value === 'string' ? value.trim().toLowerCase() : value) ?? null;
}
