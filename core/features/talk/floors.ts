import { floorMessageSchema, floorTopic, floorTopicFilter, type FloorMessage } from '#contract/records/floor-records.ts';
import { consoleSource, consoleTransmission } from '#domain/radio/console-transmission.ts';
import { askFloor, expireFloor, freeFloor, hearTalker, keepAliveMs, keepFloor, releaseFloor, type Floor, type FloorRequest, type HeardTalker, type Talker } from '#domain/radio/floor.ts';
import type { Transmission } from '#domain/radio/transmission.ts';
import { failure, type Outcome } from '#domain/outcome/outcome.ts';
import type { Clock } from '../../clock.ts';
import { createLatestFeed, type LatestFeed } from '../../feeds/latest-feed.ts';

/** A message of another station that is on its way for longer says nothing about now. */
const oldestNewsMs = 5_000;
/** Others are told that a press goes on more often than they forget it. */
const tellAgainMs = 300;

export type Floors = {
  readonly feed: LatestFeed<Floor & { id: string }>;
  ask(talkgroup: number, request: FloorRequest): Outcome<Floor>;
  keep(press: string, seat: string): Outcome<Floor>;
  release(press: string, seat: string): void;
  /** Topics of other stations. */
  readonly filters: readonly string[];
  hears(topic: string): boolean;
  hear(topic: string, payload: Uint8Array): void;
  close(): void;
};

/**
 * Who speaks from the consoles. In memory: a core that begins anew knows nobody who speaks, and every microphone closes by itself when
 * it is not confirmed. `steadyMs` is a time in epoch milliseconds that no change of the clock moves.
 */
export function createFloors(options: {
  site: string;
  station: string;
  talkgroups: readonly number[];
  clock: Clock;
  steadyMs: () => number;
  heardOn: (talkgroup: number) => HeardTalker | null;
  /** Keeps what was spoken; a full disk closes no microphone. */
  keepTransmission: (transmission: Transmission) => void;
  openTransmissions: () => readonly Transmission[];
  publish: (topic: string, payload: string) => void;
}): Floors {
  const { site, station, steadyMs } = options;
  const floors = new Map<number, Floor>(options.talkgroups.map((talkgroup) => [talkgroup, freeFloor(talkgroup)]));
  const toldAtMs = new Map<string, number>();
  const feed = createLatestFeed<Floor & { id: string }>(
    () => [...floors.keys()].map(String),
    (id) => {
      const floor = floors.get(Number(id));
      return floor && { id, ...floor };
    },
  );

  const publish = (talkgroup: number, talker: Talker, ended: FloorMessage['ended']): void => {
    if (talker.station !== station) return;
    const nowMs = steadyMs();
    if (ended === null && nowMs - (toldAtMs.get(talker.press) ?? -Infinity) < tellAgainMs) return;
    if (ended === null) toldAtMs.set(talker.press, nowMs);
    else toldAtMs.delete(talker.press);
    const message: FloorMessage = { v: 1, talkgroup, talker, ended };
    options.publish(floorTopic(site, station), JSON.stringify(message));
  };
  const set = (next: Floor): void => {
    const before = floors.get(next.talkgroup);
    if (before === next) return;
    floors.set(next.talkgroup, next);
    const gone = before?.talker && before.talker.press !== next.talker?.press ? before.talker : null;
    if (gone) {
      const ended = next.ended?.press === gone.press ? next.ended : { how: 'overridden' as const, atMs: steadyMs() };
      options.keepTransmission(consoleTransmission(next.talkgroup, gone, ended));
      publish(next.talkgroup, gone, { how: ended.how, atMs: ended.atMs });
    }
    if (next.talker) {
      if (next.talker.press !== before?.talker?.press) options.keepTransmission(consoleTransmission(next.talkgroup, next.talker, null));
      publish(next.talkgroup, next.talker, null);
    }
    feed.changed([String(next.talkgroup)]);
    watch();
  };
  const ofPress = (press: string, seat: string): Floor | undefined =>
    [...floors.values()].find(({ talker }) => talker?.press === press && talker.seat === seat && talker.station === station);

  // What this station had not ended when its core went away ended with it.
  for (const open of options.openTransmissions()) {
    if (open.sourceId === consoleSource) options.keepTransmission({ ...open, end: 'lost', endedAtMs: open.lastHeardAtMs, durationMs: Math.max(0, open.lastHeardAtMs - open.startedAtMs) });
  }
  let stopTimer = (): void => undefined;
  const expire = (): void => {
    for (const floor of floors.values()) set(expireFloor(floor, steadyMs()));
    watch();
  };
  const watch = (): void => {
    stopTimer();
    const due = [...floors.values()].flatMap(({ talker }) => (talker ? [Math.min(talker.keptAtMs + keepAliveMs, talker.untilMs)] : []));
    stopTimer = due.length === 0 ? () => undefined : options.clock.after(Math.max(1, Math.min(...due) - steadyMs()), expire);
  };

  return {
    feed,
    ask(talkgroup, request) {
      const floor = floors.get(talkgroup);
      if (!floor) return failure('unknown-talkgroup', `No talkgroup has the number ${talkgroup}.`);
      const elsewhere = [...floors.values()].find(({ talker }) => talker?.phone === request.phone && talker?.station === station && request.phone !== null && talker.press !== request.press);
      if (elsewhere) return failure('speaking-elsewhere', `The phone of this seat is speaking on talkgroup ${elsewhere.talkgroup}.`);
      const asked = askFloor(floor, request, options.heardOn(talkgroup), steadyMs());
      if (asked.ok) set(asked.value);
      return asked;
    },
    keep(press, seat) {
      const floor = ofPress(press, seat) ?? [...floors.values()].find(({ ended }) => ended?.press === press);
      if (!floor) return failure('floor-lost', 'This press has no floor.');
      const kept = keepFloor(floor, press, steadyMs());
      if (kept.ok) set(kept.value);
      else set(expireFloor(floor, steadyMs()));
      return kept;
    },
    release(press, seat) {
      const floor = ofPress(press, seat);
      if (floor) set(releaseFloor(floor, press, 'released', steadyMs()));
    },
    filters: [floorTopicFilter(site)],
    hears: (topic) => topic.startsWith(floorTopic(site, '')),
    hear(topic, payload) {
      const from = topic.slice(topic.lastIndexOf('/') + 1);
      const message = readFloorMessage(payload);
      const floor = message && floors.get(message.talkgroup);
      if (from === station || !message || !floor || message.talker.station !== from) return;
      const nowMs = steadyMs();
      // Clocks of stations differ by less than this, or the station is told so elsewhere.
      if (Math.abs(nowMs - (message.ended?.atMs ?? message.talker.keptAtMs)) > oldestNewsMs) return;
      if (message.ended) {
        if (floor.talker?.press === message.talker.press) set(releaseFloor(floor, message.talker.press, message.ended.how, nowMs));
        return;
      }
      // Kept by our own clock: the other's may go ahead of it.
      set(hearTalker(floor, { ...message.talker, keptAtMs: nowMs, untilMs: nowMs + (message.talker.untilMs - message.talker.keptAtMs) }, nowMs));
    },
    close: () => stopTimer(),
  };
}

function readFloorMessage(payload: Uint8Array): FloorMessage | null {
  if (payload.length > 4_096) return null;
  try {
    const parsed = floorMessageSchema.safeParse(JSON.parse(new TextDecoder().decode(payload)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
