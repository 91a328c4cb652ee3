import type { Random } from './random.ts';

/** One over as a repeater hears it. */
export type Over = {
  readonly slot: 1 | 2;
  readonly radioId: number;
  readonly talkgroup: number;
  /** What the host's list knows of the radio. */
  readonly info: string;
  /** Talker alias the radio sends, if it sends one. ASCII only: other letters stop this host's process. */
  readonly alias: string | null;
  readonly source: 'rf' | 'network';
  readonly durationMs: number;
  readonly ending: 'end' | 'lost' | 'none';
  readonly rssiDbm: number;
  readonly berPercent: number;
};

export type TimedPayload = { readonly offsetMs: number; readonly payload: string };

const rssiEveryMs = 368;
const berEveryMs = 1_100;
const lostAfterMs = 1_700;

/** One message of MMDVM-Host: a single key, its fields in alphabetical order, no blanks, RFC 3339 in UTC. */
export function mmdvmPayload(key: string, fields: object, atMs: number): string {
  const all = Object.entries({ ...fields, timestamp: new Date(atMs).toISOString() });
  return JSON.stringify({ [key]: Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1))) });
}

/** Everything a host (dialect since 2026-05-18) publishes about an over. A network over has loss and neither RSSI nor BER on the way. */
export function overPayloads(over: Over, startMs: number, random: Random): readonly TimedPayload[] {
  const { slot, durationMs } = over;
  const said: TimedPayload[] = [];
  const say = (offsetMs: number, key: string, fields: object): void => {
    said.push({ offsetMs, payload: mmdvmPayload(key, fields, startMs + offsetMs) });
  };
  say(0, 'DMR', { action: 'start', dst_id: over.talkgroup, group: 'yes', slot, source: over.source, src_id: over.radioId, src_info: over.info });
  const strengths: number[] = [];
  if (over.source === 'rf') {
    for (let offsetMs = 430; offsetMs < durationMs; offsetMs += rssiEveryMs) {
      const value = Math.round(over.rssiDbm + random.spread() * 2);
      strengths.push(value);
      say(offsetMs, 'RSSI', { mode: 'DMR', slot, value });
    }
    for (let offsetMs = 1_166; offsetMs < durationMs; offsetMs += berEveryMs) {
      say(offsetMs, 'BER', { mode: 'DMR', slot, value: asFloat32(over.berPercent * random.between(0.5, 1.5)) });
    }
  }
  if (over.alias !== null) {
    for (const offsetMs of [1_040, 1_409].filter((each) => each < durationMs)) say(offsetMs, 'Text', { mode: 'DMR', slot, value: over.alias });
  }
  if (over.ending !== 'none') {
    const waitMs = over.ending === 'lost' ? lostAfterMs : 0;
    // The host counts what it waited for the lost end as part of the over.
    const duration = asFloat32((durationMs + waitMs) / 1000);
    const ber = asFloat32(over.source === 'rf' ? over.berPercent : 0);
    const heard = over.source === 'network' ? { loss: asFloat32(over.ending === 'lost' ? 40 : 0) } : strengths.length > 0 ? { rssi: summary(strengths) } : {};
    say(durationMs + waitMs, 'DMR', { action: over.ending, ber, duration, ...heard, slot });
  }
  return said.sort((a, b) => a.offsetMs - b.offsetMs);
}

/** The emergency button of a radio, the only emergency this host shows. */
export function emergencyPayload(over: Pick<Over, 'slot' | 'radioId' | 'talkgroup' | 'info'>, atMs: number): string {
  return mmdvmPayload(
    'DMR',
    { action: 'csbk', csbk_desc: 'Call Emergency', dst_id: over.talkgroup, group: 'yes', slot: over.slot, source: 'rf', src_id: over.radioId, src_info: over.info },
    atMs,
  );
}

function summary(values: readonly number[]): { ave: number; max: number; min: number } {
  return { ave: Math.round(values.reduce((sum, value) => sum + value, 0) / values.length), max: Math.max(...values), min: Math.min(...values) };
}

/** The host keeps single precision and prints it as double: 2.8799424171447754. */
function asFloat32(value: number): number {
  return Math.fround(value);
}
