import type { Fact } from '#domain/facts/fact.ts';
import { radioSignal, type RadioSignal } from '#domain/radio/radio-signal.ts';
import { readInteger, readNumber, readText } from '../read-json.ts';
import { ignored, openKey, reject, type MmdvmObject, type MmdvmReader } from './mmdvm-reader.ts';

const idleMode = 'idle';
/** Modes in which the host hears no radio at all. */
const deafModes: ReadonlyMap<string, string> = new Map([
  ['lockout', 'Radio deaf: the host was locked and hears nobody until it is released.'],
  ['error', 'Radio deaf: the host reports an error and hears nobody.'],
]);

/** `MMDVM`: the mode the host is in, or a notice in English of its start and stop. */
export const decodeHost: MmdvmReader = (object) => {
  const { body, atMs, sourceId, timed, receivedAtMs } = object;
  const mode = readText(body, 'mode', 16);
  if (mode !== null) {
    const deaf = deafModes.get(mode);
    if (deaf !== undefined) return { kind: 'producer', state: 'late', reason: deaf, atMs, part: 'lock' };
    const phase = mode === idleMode ? 'host-idle' : 'host-mode';
    return { kind: 'radio', signal: radioSignal({ sourceId, mode, phase, key: '', atMs, receivedAtMs, timed, detail: mode }) };
  }
  const notice = readText(body, 'message', 120);
  if (notice === null) return reject('MMDVM has neither a mode nor a message');
  if (/\bis (?:stopping|exiting)\b/.test(notice)) return { kind: 'producer', state: 'down', reason: 'The radio host was stopped.', atMs };
  if (/\bis (?:starting|running)\b|^Starting protocol handlers/i.test(notice)) return { kind: 'producer', state: 'live', reason: null, atMs };
  return ignored('a notice of the host');
};

/** What a change of mode means to those who would be heard: in a mode that is not theirs the host is deaf to them, which is not quiet. */
export function hearing(fact: Fact, modes: readonly string[], object: MmdvmObject): Fact[] {
  // A host that begins has forgotten who was speaking.
  if (fact.kind === 'producer' && fact.state === 'live') {
    const { sourceId, atMs, receivedAtMs, timed } = object;
    return [{ kind: 'radio', signal: radioSignal({ sourceId, mode: idleMode, phase: 'host-back', key: '', atMs, receivedAtMs, timed }) }];
  }
  if (fact.kind !== 'radio' || (fact.signal.phase !== 'host-idle' && fact.signal.phase !== 'host-mode')) return [];
  const { mode, atMs } = fact.signal;
  const isTheirs = mode === idleMode || modes.includes(mode);
  if (!isTheirs) return [{ kind: 'producer', state: 'late', reason: `Radio deaf: the host is in mode ${mode} and hears no ${modes.join(', ')}.`, atMs, part: 'mode' }];
  return ['mode', 'lock'].map((part) => ({ kind: 'producer', state: 'live', reason: null, atMs, part }));
}

/** `RSSI`, `BER` and `Text`: what is heard of an over while it lasts. They name the slot, not the talker. */
export const decodeQuality: MmdvmReader = (object) => {
  const { name, body } = object;
  const mode = readText(body, 'mode', 16);
  if (mode === null) return reject(`${name} without a mode`);
  const slot = readInteger(body, 'slot', 1, 2);
  if (mode === 'DMR' && slot === null) return ignored('signal quality that names no slot');
  if (name === 'Text') {
    const alias = readText(body, 'value');
    const isReadable = alias !== null && alias !== '(could not decode)';
    return isReadable ? heard(object, mode, slot, 'alias', { alias }) : heard(object, mode, slot, 'quality', {});
  }
  // Analogue has a state that says when somebody speaks; strength alone is noise.
  const direction = mode === 'FM' ? null : 'rf';
  if (name === 'RSSI') return heard(object, mode, slot, 'quality', { direction, rssiDbm: readNumber(body, 'value', -200, 0) });
  return heard(object, mode, slot, 'quality', { direction, berPercent: readNumber(body, 'value', 0, 100) });
};

function heard(object: MmdvmObject, mode: string, slot: number | null, phase: RadioSignal['phase'], rest: Partial<RadioSignal>): ReturnType<MmdvmReader> {
  const { sourceId, atMs, receivedAtMs, timed } = object;
  return { kind: 'radio', signal: radioSignal({ sourceId, mode, phase, key: openKey(mode, slot), slot, atMs, receivedAtMs, timed, ...rest }) };
}

/**
 * `FM`: the analogue repeater is a state machine without a caller. While it relays somebody speaks; every other state says
 * that nobody does. `_ext` states come from the network side.
 */
export const decodeFm: MmdvmReader = (object) => {
  const state = readText(object.body, 'state', 32);
  if (state === null) return reject('FM without a state');
  const direction = state.endsWith('_ext') ? 'network' : 'rf';
  switch (state.replace(/_(?:rf|ext)$/, '')) {
    case 'kerchunk':
    case 'relaying':
      return heard(object, 'FM', null, 'start', { direction });
    case 'timeout':
      return heard(object, 'FM', null, 'timeout', { direction, detail: 'timeout' });
    default:
      return heard(object, 'FM', null, 'end', {});
  }
};
