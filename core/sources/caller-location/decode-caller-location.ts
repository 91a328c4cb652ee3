import { createHash } from 'node:crypto';
import type { CallerFix } from '#domain/calls/caller-fix.ts';
import { e164Form } from '#domain/calls/caller-number.ts';
import type { Decoded, Message } from '#domain/facts/fact.ts';
import { readTimeMs } from '#domain/time/read-time.ts';
import { readJsonObject, readNumber, readOwn, type JsonObject } from '../read-json.ts';
import { point, radius, type Located } from './located.ts';
import { isAmlHttps, readAmlHttps } from './read-aml-https.ts';
import { isAmlSms, readAmlSms, unpackSevenBits } from './read-aml-sms.ts';
import { isPidfLo, readPidfLo } from './read-pidf-lo.ts';

export type CallerLocationSettings = { readonly sourceId: string };

const largestBytes = 64 * 1024;
/** A phone that names a time this far ahead has a wrong clock: the time of arrival counts. */
const latestAheadMs = 60_000;
const callIdForm = /^[A-Za-z0-9._-]{1,128}$/;
const methods = ['gnss', 'wifi', 'cell', 'civic', 'unknown'] as const;

/**
 * Where a caller is, in any of the forms in which phones and networks say it: an AML SMS as text, as the octets of a data SMS, or those in
 * hexadecimal or base64; the form of AML over HTTPS; a PIDF-LO document; or the fields of the telephony contract. The topic's last level
 * names the number or the call.
 */
export function decodeCallerLocation(message: Message, { sourceId }: CallerLocationSettings): Decoded {
  const { payload, topic, receivedAtMs } = message;
  if (payload.byteLength === 0) return { ok: true, facts: [{ kind: 'ignored', why: 'a retained message was cleared' }] };
  if (payload.byteLength > largestBytes) return { ok: false, reason: `larger than ${largestBytes} bytes` };
  const located = locatedIn(payload);
  if (!located.ok) return located;
  const { fix } = located;
  if (fix === 'none') return { ok: true, facts: [{ kind: 'ignored', why: 'caller location: the phone has no position' }] };
  const of = topic.split('/').at(-1) ?? '';
  const number = fix.number ?? (/^\+?[1-9]\d{5,14}$/.test(of) ? `+${of.replace('+', '')}` : null);
  const callId = fix.callId ?? (number === null && callIdForm.test(of) ? of : null);
  if (number === null && callId === null) return { ok: false, reason: 'caller location: neither the message nor the topic says whose it is' };
  const saidMs = fix.fixedAtMs;
  const fixedAtMs = saidMs === null || saidMs - receivedAtMs > latestAheadMs ? receivedAtMs : saidMs;
  const id = createHash('sha256').update(`${sourceId}|${number ?? callId}|`).update(payload).digest('base64url').slice(0, 22);
  const caller: CallerFix = {
    id, sourceId, callId, number, point: fix.point, radiusM: fix.radiusM, confidencePercent: fix.confidencePercent, method: fix.method, channel: fix.channel,
    address: fix.address, fixedAtMs, receivedAtMs,
  };
  return { ok: true, facts: [{ kind: 'caller-fix', fix: caller }] };
}

type LocatedOfCall = { readonly ok: false; readonly reason: string } | { readonly ok: true; readonly fix: 'none' | (Exclude<Extract<Located, { ok: true }>['fix'], 'none'> & { readonly callId?: string | null }) };

function locatedIn(payload: Uint8Array): LocatedOfCall {
  const text = asText(payload);
  if (text === null) return readOctets(payload);
  if (text.trimStart().startsWith('{')) return readContract(payload);
  if (isPidfLo(text)) return readPidfLo(text);
  if (isAmlSms(text)) return readAmlSms(text);
  if (isAmlHttps(text)) return readAmlHttps(text);
  const packed = text.trim();
  if (/^([0-9A-Fa-f]{2}){20,}$/.test(packed)) return readOctets(Buffer.from(packed, 'hex'));
  if (/^[A-Za-z0-9+/]{30,}={0,2}$/.test(packed)) return readOctets(Buffer.from(packed, 'base64'));
  return { ok: false, reason: 'caller location in none of the known forms' };
}

function readOctets(octets: Uint8Array): Located {
  const text = unpackSevenBits(octets);
  return isAmlSms(text) ? readAmlSms(text) : { ok: false, reason: 'caller location in none of the known forms' };
}

/** Null for what is no text: the octets of a data SMS. */
function asText(payload: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(payload);
    // eslint-disable-next-line no-control-regex -- packed letters show by controls that no text has
    return /[\0-\x08\x0b\x0c\x0e-\x1f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** `{ v, fix_ts, call_id?, e164?, lat, lon, radius_m, confidence_pct, source, channel }` of the telephony contract. */
function readContract(payload: Uint8Array): LocatedOfCall {
  const read = readJsonObject(payload);
  if (!read.ok) return read;
  const body: JsonObject = read.value;
  if (readOwn(body, 'v') !== 1) return { ok: false, reason: 'caller location of another version of the contract' };
  if (readOwn(body, 'lat') === undefined && readOwn(body, 'lon') === undefined) return { ok: true, fix: 'none' };
  const place = point(readNumber(body, 'lat'), readNumber(body, 'lon'));
  if (!place.ok) return place;
  const [number, callId, source] = ['e164', 'call_id', 'source'].map((key) => readOwn(body, key));
  return {
    ok: true,
    fix: {
      point: place.value,
      radiusM: radius(readNumber(body, 'radius_m')),
      confidencePercent: readNumber(body, 'confidence_pct', 0, 100),
      method: methods.find((method) => method === source) ?? 'unknown',
      channel: 'contract',
      address: null,
      fixedAtMs: readTimeMs(readOwn(body, 'fix_ts')),
      number: typeof number === 'string' && e164Form.test(number) ? number : null,
      callId: typeof callId === 'string' && callIdForm.test(callId) ? callId : null,
    },
  };
}
