import type { Transmission } from '#domain/radio/transmission.ts';
import { isOnAir } from '../../ui/marks/transmission-mark.ts';

/** One talkgroup, or all private calls together. */
export type Lane = {
  readonly key: string;
  readonly talkgroup: number | null;
  /** The profile's name; null for a talkgroup the profile does not know. */
  readonly name: string | null;
  /** Who is on the air now; without anybody, the newest transmission of the lane. */
  readonly newest: Transmission | null;
  readonly onAir: boolean;
  readonly emergency: boolean;
};

const privateKey = 'private';

export function laneKeyOf(transmission: Transmission): string {
  return transmission.talkgroup === null ? privateKey : String(transmission.talkgroup);
}

/**
 * The lanes of the radio: the profile's talkgroups in the profile's order, then others that were heard, then private
 * calls. A lane never changes its place because somebody talks. An emergency marks its lane for `emergencyForMs`.
 */
export function lanesOf(
  newestFirst: readonly Transmission[],
  talkgroups: readonly { readonly id: number; readonly name: string }[],
  nowMs: number,
  emergencyForMs: number,
): readonly Lane[] {
  const heard = new Map<string, Transmission[]>();
  for (const transmission of newestFirst) {
    const key = laneKeyOf(transmission);
    const lane = heard.get(key);
    if (lane) lane.push(transmission);
    else heard.set(key, [transmission]);
  }
  const known = talkgroups.map(({ id, name }) => ({ talkgroup: id, name }));
  const knownIds = new Set(talkgroups.map(({ id }) => id));
  const others = [...heard.keys()]
    .filter((key) => key !== privateKey && !knownIds.has(Number(key)))
    .map(Number)
    .toSorted((a, b) => a - b)
    .map((talkgroup) => ({ talkgroup, name: null }));
  const all = [...known, ...others, ...(heard.has(privateKey) ? [{ talkgroup: null, name: null }] : [])];
  return all.map(({ talkgroup, name }) => {
    const key = talkgroup === null ? privateKey : String(talkgroup);
    const own = heard.get(key) ?? [];
    const onAir = own.find(isOnAir);
    return {
      key,
      talkgroup,
      name,
      newest: onAir ?? own[0] ?? null,
      onAir: onAir !== undefined,
      emergency: own.some((each) => each.emergency && nowMs - each.startedAtMs < emergencyForMs),
    };
  });
}

/**
 * Newest first by their beginning; of those that began together, the later id first, so that the order is always the same. What
 * turned out to be another transmission, heard elsewhere, is left out.
 */
export function newestFirst(transmissions: readonly Transmission[]): readonly Transmission[] {
  return transmissions.filter((each) => each.mergedInto === null).toSorted((a, b) => b.startedAtMs - a.startedAtMs || (a.id < b.id ? 1 : -1));
}
