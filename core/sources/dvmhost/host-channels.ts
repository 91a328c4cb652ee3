import { radioSignal, type RadioSignal } from '#domain/radio/radio-signal.ts';
import { readArray, readFlag, readInteger, readOwn, type JsonObject } from '../read-json.ts';

export type HostMode = 'DMR' | 'P25' | 'NXDN';

/** A channel of the host at the moment of the look; `talkgroup` null while nobody is let speak on it. */
export type HostChannel = { readonly place: string; readonly mode: HostMode; readonly radioId: number | null; readonly talkgroup: number | null };

const greatestId = 16_777_215;
const greatestChannel = 4_294_967_295;
const mostChannels = 256;
/** States in which the host is of one mode, as the program numbers them; its document TN.1101 says 4 to 6, which it never sends. */
export const speechStates: ReadonlyMap<number, HostMode> = new Map([[1, 'DMR'], [2, 'P25'], [3, 'NXDN'], [4, 'DMR'], [5, 'P25'], [6, 'NXDN']]);
/** A host whose control channel is of a mode grants that mode's channels. */
const controlFlags: readonly (readonly [mode: HostMode, control: string, dedicated: string])[] = [
  ['DMR', 'dmrTSCCEnable', 'dmrCC'],
  ['P25', 'p25CtrlEnable', 'p25CC'],
  ['NXDN', 'nxdnCtrlEnable', 'nxdnCC'],
];

/**
 * The channels of a status, or why it cannot be read. A control channel tells of the voice channels it grants and transmits without end itself; a
 * host without any tells of itself, where a call sign in Morse is no speech.
 */
export function channelsOf(body: JsonObject, state: number): readonly HostChannel[] | string {
  const listed = readOwn(body, 'vcChannels') === undefined ? [] : readArray(body, 'vcChannels');
  if (!listed) return 'vcChannels is not a list';
  if (listed.length > mostChannels) return `more than ${mostChannels} channels`;
  const mode = speechStates.get(state) ?? controlFlags.findLast(([, control, dedicated]) => readFlag(body, control) === true || readFlag(body, dedicated) === true)?.[0] ?? 'DMR';
  if (listed.length === 0) {
    if (readOwn(body, 'tx') === undefined) return 'no status of a host';
    const isSpeech = speechStates.has(state) && readFlag(body, 'isTxCW') !== true && !controlFlags.some(([, , dedicated]) => readFlag(body, dedicated) === true);
    const own = channelOf(body, 'own', mode);
    return typeof own === 'string' ? own : [isSpeech ? own : { ...own, talkgroup: null }];
  }
  const channels: HostChannel[] = [];
  for (const each of listed) {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return 'a channel that is no object';
    const number = readInteger(each as JsonObject, 'channelNo', 0, greatestChannel);
    if (number === null) return 'a channel without a number';
    const channel = channelOf(each as JsonObject, `${readInteger(each as JsonObject, 'channelId', 0, 255) ?? 0}-${number}`, mode);
    if (typeof channel === 'string') return channel;
    if (!channels.some(({ place }) => place === channel.place)) channels.push(channel);
  }
  return channels;
}

/** The ids are those of the last talker, also long after he has ended: they count while the channel transmits. */
function channelOf(body: JsonObject, place: string, mode: HostMode): HostChannel | string {
  const isTransmitting = readOwn(body, 'tx') === undefined ? false : readFlag(body, 'tx');
  if (isTransmitting === null) return 'tx in an unknown form';
  const [radio, group] = ['lastSrcId', 'lastDstId'].map((key) => (readOwn(body, key) === undefined ? 0 : readInteger(body, key, 0, greatestId)));
  if (radio === null || radio === undefined || group === null || group === undefined) return 'an id out of range';
  const isTalk = isTransmitting && group > 0;
  return { place, mode, radioId: isTalk && radio > 0 ? radio : null, talkgroup: isTalk ? group : null };
}

/** The look as signals: who speaks where, and that nobody else does. Another talkgroup on a channel is another over. */
export function talkOf(channels: readonly HostChannel[], from: { readonly sourceId: string; readonly atMs: number }): readonly RadioSignal[] {
  const common = { ...from, receivedAtMs: from.atMs, timed: false };
  const speaking = channels.flatMap(({ place, mode, radioId, talkgroup }) =>
    talkgroup === null ? [] : [radioSignal({ ...common, mode, phase: 'speaking', key: `${place}|${talkgroup}`, supersedes: `${place}|`, radioId, talkgroup })],
  );
  return [...speaking, radioSignal({ ...common, mode: channels[0]?.mode ?? 'DMR', phase: 'silence', key: '', openKeys: speaking.map(({ key }) => key) })];
}
