import type { RadioSignal } from '#domain/radio/radio-signal.ts';

/** A repeater's request to drop its links. */
export const disconnectTalkgroup = 4_000;

/**
 * Voice as a server of the HBlink family has it from a repeater: streams are numbered, a slot carries one at a time, one talker is let through to a
 * talkgroup, and the length that is told with the end counts speech alone. A server that numbers no streams tells of the slot.
 */
export function serverVoice(known: {
  sourceId: string;
  peer: number;
  slot: number;
  stream: number | null;
  target: number | null;
  isGroup: boolean;
  radioId: number | null;
  atMs: number;
  timed: boolean;
  receivedAtMs: number;
}) {
  const { sourceId, peer, slot, stream, target, isGroup, radioId, atMs, timed, receivedAtMs } = known;
  const place = `${slotKey(peer, slot)}|`;
  return {
    ...{ sourceId, slot, radioId, atMs, timed, receivedAtMs },
    mode: 'DMR',
    key: `${place}${stream ?? ''}`,
    supersedes: place,
    oneTalkerPerGroup: isGroup,
    durationIsSpeech: true,
    direction: 'network',
    talkgroup: isGroup ? target : null,
    privateCallTo: isGroup ? null : target,
  } satisfies Partial<RadioSignal>;
}

export function slotKey(peer: number, slot: number): string {
  return `${peer}:${slot}`;
}
