import type { Decoded, Fact, Message } from '#domain/facts/fact.ts';
import { readFlag, readInteger, readJsonObject, readOwn, type JsonObject } from '../read-json.ts';
import { decodePeers } from './decode-peers.ts';
import { channelsOf, speechStates, talkOf, type HostMode } from './host-channels.ts';

export type DvmhostSettings = {
  readonly sourceId: string;
  readonly program: 'host' | 'fne';
  /** The modes that the site's radios speak; in any other the host is deaf to them. */
  readonly modes: readonly HostMode[];
  /** Peers that have to be logged in at an FNE. */
  readonly peers: readonly number[];
};

/** What is asked of each program, as ways behind its address. */
export const dvmhostPaths: Readonly<Record<DvmhostSettings['program'], readonly string[]>> = { host: ['status'], fne: ['status', 'peer/query'] };

/** As the program numbers them; its document TN.1101 gives other numbers. */
const lockedState = 250;
const faultyState = 254;
const endingState = 255;
const enabledFlags: Readonly<Record<HostMode, string>> = { DMR: 'dmrEnabled', P25: 'p25Enabled', NXDN: 'nxdnEnabled' };

/**
 * One answer of dvmhost's REST API: `/status` of a host or an FNE, `/peer/query` of an FNE; the topic is the way that was asked. A host tells who
 * speaks on which of its channels at that moment, so each answer is a look at all of them. No answer names a time. Never throws.
 */
export function decodeDvmhost(message: Message, settings: DvmhostSettings): Decoded {
  const read = readJsonObject(message.payload);
  if (!read.ok) return read;
  const body = read.value;
  const status = readOwn(body, 'status');
  if (status !== undefined && status !== 200) return { ok: false, reason: 'an answer that says it failed' };
  if (message.topic === 'peer/query') return decodePeers(body, settings.peers, message.receivedAtMs);
  const state = readInteger(body, 'state', 0, 255);
  if (state === null) return { ok: false, reason: 'a status without a state' };
  const atMs = message.receivedAtMs;
  if (settings.program === 'fne') return { ok: true, facts: [{ kind: 'producer', state: 'live', reason: null, atMs, part: 'fne' }] };
  const channels = channelsOf(body, state);
  if (typeof channels === 'string') return { ok: false, reason: channels };
  const looks = talkOf(channels, { sourceId: settings.sourceId, atMs }).map((signal): Fact => ({ kind: 'radio', signal }));
  if (state === endingState) return { ok: true, facts: [...looks, { kind: 'producer', state: 'down', reason: 'The radio host was stopped.', atMs }] };
  const reason = deafness(body, state, settings.modes);
  return { ok: true, facts: [...looks, { kind: 'producer', state: reason === null ? 'live' : 'late', reason, atMs }] };
}

/** Why the host hears nobody of the site, or null. Its state names the mode it is in at that moment; idle is ready for all that are enabled. */
function deafness(body: JsonObject, state: number, modes: readonly HostMode[]): string | null {
  if (state === lockedState) return 'Radio deaf: the host was locked and hears nobody until it is released.';
  if (state === faultyState) return 'Radio deaf: the host reports an error and hears nobody.';
  if (modes.every((mode) => readFlag(body, enabledFlags[mode]) === false)) return `Radio deaf: at the host ${modes.join(', ')} is switched off.`;
  const mode = speechStates.get(state);
  return mode === undefined || modes.includes(mode) ? null : `Radio deaf: the host is in mode ${mode} and hears no ${modes.join(', ')}.`;
}
