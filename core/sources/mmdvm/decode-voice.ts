import { radioSignal, type RadioSignal } from '#domain/radio/radio-signal.ts';
import { readFlag, readInteger, readNumber, readObject, readOwn, readText, type JsonObject } from '../read-json.ts';
import { ignored, openKey, reject, type MmdvmObject, type MmdvmReader, type Rejected } from './mmdvm-reader.ts';

const greatestId = 16_777_215;

const phases: ReadonlyMap<string, RadioSignal['phase']> = new Map([
  ['start', 'start'],
  ['late_entry', 'late-entry'],
  ['timeout', 'timeout'],
  ['end', 'end'],
  ['lost', 'lost'],
  ['rejected', 'rejected'],
  ['csbk', 'signalling'],
]);

/** CSBKs that only prepare something else. */
const preparing = /^(?:Preamble|Unit to Unit Voice .*)$/;

/** `DMR`, `P25`, `NXDN`: talkers have numbers. Field names before and after May 2026. */
export const decodeNumberedVoice: MmdvmReader = (object) => {
  const { name, body } = object;
  const phase = readPhase(body);
  if (typeof phase !== 'string') return phase;
  const slot = name === 'DMR' ? readInteger(body, 'slot', 1, 2) : null;
  const isBurst = phase === 'signalling' || phase === 'rejected';
  if (name === 'DMR' && slot === null && !isBurst) return reject('DMR without a slot');
  const target = readId(body, 'dst_id') ?? readId(body, 'destination_id');
  const isPrivate = readFlag(body, 'group') === false || readOwn(body, 'destination_type') === 'individual';
  const description = readText(body, 'csbk_desc');
  const info = readText(body, 'src_info') ?? readText(body, 'source_info');
  if (phase === 'signalling' && description !== null && preparing.test(description)) return ignored('signalling that prepares a call');
  return signalOf(object, phase, slot, {
    data: readInteger(body, 'frames', 0) !== null,
    radioId: readId(body, 'src_id') ?? readId(body, 'source_id') ?? idIn(info),
    talkgroup: isPrivate ? null : target,
    privateCallTo: isPrivate ? target : null,
    alias: readName(info),
    detail: phase === 'timeout' ? 'timeout' : description,
    // Only "Call Emergency" is known. Another wording with that word in it is taken for one as well.
    emergency: phase === 'signalling' && description !== null && /emergency/i.test(description),
  });
};

/** `D-Star`, `YSF`: talkers have call signs, padded with blanks. */
export const decodeCallsignVoice: MmdvmReader = (object) => {
  const { name, body } = object;
  const phase = readPhase(body);
  if (typeof phase !== 'string') return phase;
  const callSign = readText(body, 'src_callsign') ?? readText(body, 'source_cs');
  const extension = readText(body, 'src_ext') ?? readText(body, 'source_ext');
  const target = readText(body, 'dst_callsign') ?? readText(body, 'destination_cs');
  const group = name === 'YSF' ? readInteger(body, 'dg-id', 0, 99) : null;
  return signalOf(object, phase, null, {
    data: readOwn(body, 'mode') === 'data_fr',
    alias: callSign === null || extension === null ? callSign : `${callSign}/${extension}`,
    detail: phase === 'timeout' ? 'timeout' : group === null ? target : `DG-ID ${group}`,
  });
};

function readPhase(body: JsonObject): RadioSignal['phase'] | ReturnType<MmdvmReader> | Rejected {
  const action = readOwn(body, 'action');
  // Forks send each voice frame as an object without an action.
  if (action === undefined) return ignored('a frame of a fork, without an action');
  if (action === 'invalid') return ignored('an invalid transmission');
  return (typeof action === 'string' ? phases.get(action) : undefined) ?? reject('an action that is not known');
}

function signalOf(object: MmdvmObject, phase: RadioSignal['phase'], slot: number | null, rest: Partial<RadioSignal>): ReturnType<MmdvmReader> {
  const { name, body, sourceId, atMs, receivedAtMs, timed } = object;
  const source = readOwn(body, 'source');
  const durationS = readNumber(body, 'duration', 0, 86_400);
  return {
    kind: 'radio',
    signal: radioSignal({
      sourceId,
      mode: name,
      phase,
      key: openKey(name, slot),
      slot,
      atMs,
      receivedAtMs,
      timed,
      direction: source === 'rf' || source === 'network' ? source : null,
      durationMs: durationS === null ? null : Math.round(durationS * 1000),
      rssiDbm: readRssi(body, durationS),
      berPercent: readNumber(body, 'ber', 0, 100),
      lossPercent: readNumber(body, 'loss', 0, 100),
      ...rest,
    }),
  };
}

function readId(body: JsonObject, key: string): number | null {
  return readInteger(body, key, 1, greatestId);
}

/** Some forks leave the number out of its field and put it behind the name: `PU2PNY / 7240000`. */
function idIn(info: string | null): number | null {
  const id = Number(/(?:^|\/) *(\d{1,8}) *$/.exec(info ?? '')?.[1]);
  return id >= 1 && id <= greatestId ? id : null;
}

/** The look-up gives the number itself where it knows no name. */
function readName(info: string | null): string | null {
  return info === null || /^\d+$/.test(info) ? null : info;
}

/** A modem that reports no strength repeats that of an earlier over: three equal figures, which no real over of seconds has. */
function readRssi(body: JsonObject, durationS: number | null): number | null {
  const rssi = readObject(body, 'rssi');
  if (!rssi) return null;
  const [least, most, average] = ['min', 'max', 'ave'].map((key) => readNumber(rssi, key, -200, 0));
  const isStale = least === most && most === average && (durationS ?? 0) >= 2;
  return isStale ? null : (average ?? null);
}
