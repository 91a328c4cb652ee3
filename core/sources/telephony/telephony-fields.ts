import type { Caller } from '#domain/calls/call.ts';
import { e164Form } from '#domain/calls/caller-number.ts';
import { cleanForeignText } from '#domain/outcome/foreign-text.ts';
import { readIsoTimeMs, readTimeMs } from '#domain/time/read-time.ts';
import { readFlag, readInteger, readMatching, readObject, readOwn, readText, type JsonObject } from '../read-json.ts';

/** One level of a topic of the contract, and every id in it. */
export const contractId = /^[A-Za-z0-9._-]{1,64}$/;
const dayMs = 86_400_000;
/** What telephone systems write where they know nothing. */
const nobody = new Set(['', '<unknown>', 'unknown', 'anonymous', 'restricted', 'unavailable', '-1']);

/** The reason to refuse a body by its version, or null for the version that is spoken here. */
export function refusedVersion(body: JsonObject): string | null {
  const version = readInteger(body, 'v', 0, 999);
  if (version === 1) return null;
  if (version === null) return 'no version: the field v is not a whole number';
  return version > 1 ? `newer producer (v ${version})` : `unknown version (v ${version})`;
}

/** The start time of the bridge in one notation whose letters sort as the times do; null when it is no time. */
export function readEpoch(body: JsonObject): string | null {
  const epoch = readOwn(body, 'epoch');
  const epochMs = typeof epoch === 'string' ? readIsoTimeMs(epoch) : null;
  return epochMs === null ? null : new Date(epochMs).toISOString();
}

/** A time of the producer's clock; one more than a day ahead of the arrival is wrong, and the arrival counts instead. */
export function readProducerTime(body: JsonObject, key: string, receivedAtMs: number): number | null {
  const atMs = readTimeMs(readOwn(body, key));
  return atMs !== null && atMs - receivedAtMs > dayMs ? receivedAtMs : atMs;
}

/** The same for what is heard as it happens: a day behind is wrong too. */
export function readEventTime(body: JsonObject, key: string, receivedAtMs: number): number | null {
  const atMs = readProducerTime(body, key, receivedAtMs);
  return atMs !== null && receivedAtMs - atMs > dayMs ? receivedAtMs : atMs;
}

/** An agent, workstation or number: an id, or an object that carries one. */
export function readParty(value: unknown): string | null {
  const id = typeof value === 'object' && value !== null && !Array.isArray(value) ? readOwn(value as JsonObject, 'id') : value;
  return typeof id === 'string' && contractId.test(id) ? id : null;
}

/** Where a transfer goes: an agent's id or a number as dialled. */
export function readTarget(body: JsonObject): string | null {
  const target = readOwn(body, 'target');
  return readParty(target) ?? (typeof target === 'string' ? cleanForeignText(target) || null : null);
}

export function readCaller(body: JsonObject): Caller | null {
  const caller = readObject(body, 'caller');
  if (!caller) return null;
  const known = (key: string): string | null => {
    const text = readText(caller, key);
    return text !== null && nobody.has(text.toLowerCase()) ? null : text;
  };
  const e164 = readMatching(caller, 'e164', e164Form);
  const anonymous = readFlag(caller, 'anonymous') ?? (readText(caller, 'raw')?.toLowerCase() === 'anonymous');
  return { raw: known('raw'), e164, name: known('name'), anonymous };
}

/** A simulator or an exercise says so, or names itself `sim:…` as the source. */
export function isExercise(body: JsonObject): boolean {
  const source = readOwn(body, 'src');
  return readFlag(body, 'exercise') === true || (typeof source === 'string' && source.startsWith('sim:'));
}

/** Names of fields that nobody knows, as one line for the diagnostics; null when there is none. */
export function unknownFields(body: JsonObject, known: ReadonlySet<string>): string | null {
  const unknown = Object.keys(body).filter((key) => !known.has(key));
  if (unknown.length === 0) return null;
  const named = unknown.slice(0, 3).map((key) => cleanForeignText(key, 32) || '(no name)');
  return `unknown fields: ${named.join(', ')}${unknown.length > named.length ? ` and ${unknown.length - named.length} more` : ''}`;
}

/** A word of a message as far as it can be shown; for reasons and counts. */
export function namedWord(value: unknown): string {
  return typeof value === 'string' && /^[A-Za-z0-9._-]{1,40}$/.test(value) ? value : '(unreadable)';
}
