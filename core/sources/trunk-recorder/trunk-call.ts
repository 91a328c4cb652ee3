import { cleanForeignText } from '#domain/outcome/foreign-text.ts';
import { radioSignal, type RadioSignal } from '#domain/radio/radio-signal.ts';
import { readTimeMs } from '#domain/time/read-time.ts';
import { readFlag, readOwn, readText, type JsonObject } from '../read-json.ts';

const mode = 'trunk';
const greatestId = 16_777_215;
/** What the recorder writes where it did not measure. */
const notMeasured = 999;

/** What stands around a call: whose message it is and when it was written. */
export type Envelope = {
  readonly sourceId: string;
  readonly instance: string;
  readonly atMs: number;
  readonly timed: boolean;
  readonly receivedAtMs: number;
};

/**
 * Null when the call cannot be told from others. An id is `SYSTEM_TALKGROUP_START` and only with call_num unique; the
 * call_end of 2023 has no id, but call_num, talkgroup and start, which are therefore the key.
 */
export function callSignal(call: JsonObject, envelope: Envelope, phase: RadioSignal['phase']): RadioSignal | null {
  const id = readText(call, 'id');
  const talkgroup = readCount(call, 'talkgroup');
  const number = readCount(call, 'call_num');
  if (talkgroup === null || (id === null && number === null)) return null;
  const startedAtMs = readTimeMs(readOwn(call, 'start_time')) ?? readTimeMs(readOwn(call, 'startTime')) ?? readTimeMs(id?.split('_').at(-1));
  const stoppedAtMs = phase === 'end' ? (readTimeMs(readOwn(call, 'stop_time')) ?? readTimeMs(readOwn(call, 'stopTime'))) : null;
  const lengthS = phase === 'end' ? readAmount(call, 'length') : null;
  const unit = readCount(call, 'unit');
  const signalDbm = readAmount(call, 'signal');
  return radioSignal({
    ...common(envelope),
    phase,
    key: callKey(envelope, number === null || startedAtMs === null ? (id ?? '') : `${number}_${talkgroup}_${startedAtMs / 1000}`),
    direction: 'rf',
    atMs: stoppedAtMs ?? envelope.atMs,
    startedAtMs,
    durationMs: lengthS === null || lengthS < 0 || lengthS > 86_400 ? null : Math.round(lengthS * 1000),
    radioId: unit !== null && unit >= 1 && unit <= greatestId ? unit : null,
    talkgroup: talkgroup >= 1 ? talkgroup : null,
    alias: readText(call, 'unit_alpha_tag'),
    rssiDbm: signalDbm !== null && signalDbm !== notMeasured && signalDbm >= -200 && signalDbm < 0 ? signalDbm : null,
    ...readEmergency(call),
  });
}

/** Null where no radio is named, or where the call itself tells the same. */
export function unitSignal(type: string, unit: JsonObject, envelope: Envelope): RadioSignal | null {
  const number = readCount(unit, 'unit');
  const said = readEmergency(unit);
  if (number === null || number < 1 || number > greatestId) return null;
  if ((type === 'call' || type === 'end') && !said.emergency) return null;
  const talkgroup = readCount(unit, 'talkgroup');
  return radioSignal({
    ...common(envelope),
    phase: 'signalling',
    key: callKey(envelope, ''),
    direction: 'rf',
    radioId: number,
    talkgroup: talkgroup !== null && talkgroup >= 1 && talkgroup <= greatestId ? talkgroup : null,
    alias: readText(unit, 'unit_alpha_tag'),
    emergency: said.emergency,
    detail: type,
  });
}

/** Which calls one recorder says are active; the calls of other recorders on the same topic are not in it. */
export function snapshotSignal(openKeys: readonly string[], envelope: Envelope): RadioSignal {
  return radioSignal({ ...common(envelope), phase: 'snapshot', key: callKey(envelope, ''), openKeys });
}

function common(envelope: Envelope) {
  const { sourceId, atMs, receivedAtMs, timed } = envelope;
  return { sourceId, mode, atMs, receivedAtMs, timed };
}

function callKey(envelope: Envelope, call: string): string {
  return `${cleanForeignText(envelope.instance).replaceAll('|', '')}|${call}`;
}

/** The monitoring state says why a call is not recorded, for example ENCRYPTED. */
function readEmergency(call: JsonObject): Pick<RadioSignal, 'emergency' | 'detail'> {
  const state = readText(call, 'mon_state_type', 32);
  const detail = state === null || state === 'UNSPECIFIED' ? null : state;
  const said = readOwn(call, 'emergency');
  const flag = said === undefined || said === null || said === '' ? false : readFlag(call, 'emergency');
  // Better an alarm too many than an emergency that nobody saw because it was spelt in a new way.
  return flag === null ? { emergency: true, detail: 'emergency flag in an unknown form' } : { emergency: flag, detail };
}

/** A number, also when written as text. */
function readAmount(call: JsonObject, key: string): number | null {
  const value = readOwn(call, key);
  const number = typeof value === 'string' && /^-?\d{1,15}(?:\.\d{1,9})?$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function readCount(call: JsonObject, key: string): number | null {
  const number = readAmount(call, key);
  return Number.isSafeInteger(number) ? number : null;
}
