import { peerMessageSchema, peerText, peerTopic, peerTopicFilter, wakeMessageSchema, wakeTopic, type PeerMessage, type WakeMessage } from '#contract/sync/peer-messages.ts';
import type { JournalEvent } from '#domain/journal/act.ts';
import { cleanForeignText } from '#domain/outcome/foreign-text.ts';
import type { Outcome } from '#domain/outcome/outcome.ts';
import { chainHeadText, packBatch, type EventBatch } from '#domain/sync/event-batch.ts';
import { packMessage, unpackMessage } from '#ledger/compress.ts';
import { readBatch } from './read-run.ts';
import { createStationKeys, type KeptKeys, type SignatureVerdict } from './station-keys.ts';
import type { SyncAlarm, SyncParts } from './sync-parts.ts';

/** What the seats need of the site's broker. */
export type SiteBroker = {
  isLive(): boolean;
  publish(topic: string, payload: string | Uint8Array): Promise<Outcome<void>>;
};

const beatMs = 5_000;
/** Three beats missed. */
const heardForMs = 15_500;
const eventsPerMessage = 200;
const largestMessageBytes = 1_000_000;
const againMs = 1_000;
/** So many batches wait for central to say again whose keys there are. */
const mostWaiting = 50;
/** What is kept to look at of a batch that is not taken. */
const keptBytes = 50_000;

const refusalCodes = { wrong: 'signature-wrong', unknown: 'key-unknown', revoked: 'revoked' } as const;

/**
 * The other seats of the site over its broker: each tells its own acts there as they are decided, whether central is reached or not. Who
 * sees in another's beat that it lacks some of its acts sends them again, while central cannot. What is not signed by the
 * station that is to have said it, acts or beat, is never taken, and a beat once only.
 */
export function createSeats(
  parts: SyncParts & {
    broker: SiteBroker;
    aloneSinceMs: () => number | null;
    onWake: (seq: number) => void;
    keptKeys: KeptKeys;
  },
) {
  const { journal, store, clock, steadyMs, site, station, syncStore, log } = parts;
  const heard = new Map<string, { atMs: number; steadyAt: number; head: number; saidMs: number }>();
  const sentAgainAt = new Map<string, number>();
  let published = store.head(station)?.seq ?? 0;
  let saidMs = 0;
  let stopBeat: () => void = () => undefined;

  const send = (events: readonly JournalEvent[]): void => {
    const last = events.at(-1);
    const batches = last ? [packBatch(events, parts.sign?.(chainHeadText(site, station, last.seq, last.hash)) ?? null)] : [];
    const heads = Object.fromEntries([...store.heads()].map(([id, { seq }]) => [id, seq]));
    saidMs = Math.max(clock.now(), saidMs + 1);
    const said = { heads, aloneSinceMs: parts.aloneSinceMs(), saidMs };
    const message: PeerMessage = { v: 1, batches, ...said, signature: parts.sign?.(peerText(site, station, said)) ?? null };
    parts.broker.publish(peerTopic(site, station), packMessage(message)).catch((error: unknown) => log.defect('telling the seats failed', error));
  };

  const eventsAfter = (seq: number): readonly JournalEvent[] => store.wholeOfStation(station, seq, eventsPerMessage).map(({ event }) => event);

  /** Own acts that were not told yet; while the broker is away only the newest wait, the others are asked for again. */
  const tell = (): void => {
    if (!parts.broker.isLive()) return;
    const head = store.head(station)?.seq ?? 0;
    while (published < head) {
      const events = eventsAfter(published);
      const last = events.at(-1);
      if (!last) break;
      published = last.seq;
      send(events);
    }
  };

  /** One alarm an hour for each reason: who knocks at every door shall not fill the list. */
  const raiseOnceAnHour = (reason: string, text: string, kind: SyncAlarm['kind'] = 'audit'): void =>
    parts.raise({ id: `sync:${reason}:${Math.floor(clock.now() / 3_600_000)}`, kind, text });

  const takeSigned = (batch: EventBatch): void => {
    const read = readBatch(batch);
    if (!read.ok) {
      log.warn('acts of another seat are not as they were written', { station: batch.station, firstSeq: batch.firstSeq });
      syncStore.setAsideAgain(batch.station, read.code, clock.now(), { firstSeq: batch.firstSeq, sentence: read.sentence });
      return;
    }
    const taken = journal.takeUp(read.value, { fromCentral: false, nowMs: parts.time.trustedNowMs() });
    if (taken.stored > 0 && batch.signature !== null) syncStore.keepSignature(batch.station, batch.firstSeq + batch.rows.length - 1, batch.signature);
    // Those that waited for the key come again, since this station shows that it lacks them.
    if (taken.stored > 0) syncStore.noLongerAside(batch.station, refusalCodes.unknown);
    const [ahead] = taken.ahead;
    if (ahead) {
      raiseOnceAnHour(
        `ahead:${ahead.station}`,
        `The clock of ${ahead.station} is more than a minute ahead. Its newest acts wait until central has given them a time: set its clock.`,
        'clock',
      );
      for (const { station: of, seq } of taken.ahead) syncStore.setAside(of, seq, 'clock-ahead', clock.now(), { sentence: 'more than 60 s ahead' });
    }
    for (const { station: of, seq } of taken.forked) {
      syncStore.setAside(of, seq, 'chain-forked', clock.now(), { over: 'seats' });
      parts.raise({ id: `sync:chain-forked:${of}:${seq}`, kind: 'audit', text: `Act ${seq} of ${of} is another one there than here: two computers wrote as one station.` });
    }
  };

  const refuse = (batch: EventBatch, verdict: Exclude<SignatureVerdict, 'right'>): void => {
    const { station: of, firstSeq } = batch;
    const code = refusalCodes[verdict];
    const isKept = JSON.stringify(batch).length <= keptBytes;
    log.warn('acts on the broker are not taken', { station: of, firstSeq, code });
    syncStore.setAsideAgain(of, code, clock.now(), { firstSeq, ...(isKept ? { batch } : {}) });
    const text = {
      wrong: `Acts came over the broker in the name of ${of} that ${of} did not sign: they were not taken. Somebody may be writing there in its name.`,
      unknown: `Acts came over the broker in the name of ${of}, whose key central has not told here: they are not taken before it does.`,
      revoked: `Acts came over the broker in the name of ${of}, which was shut out: they were not taken.`,
    }[verdict];
    raiseOnceAnHour(`${code}:${of}`, text);
    parts.changed();
  };

  const judge = ({ station: of, firstSeq, rows, lastHash, signature }: EventBatch): SignatureVerdict =>
    keys.judge(of, chainHeadText(site, of, firstSeq + rows.length - 1, lastHash), signature);

  let waiting: EventBatch[] = [];
  /** Central said whose keys there are, or cannot be asked: now it is decided. */
  const decideWaiting = (): void => {
    const decided = waiting;
    waiting = [];
    for (const batch of decided) {
      const verdict = judge(batch);
      if (verdict === 'right') takeSigned(batch);
      else refuse(batch, verdict);
    }
  };
  const keys = createStationKeys({ ...parts, kept: parts.keptKeys, asked: decideWaiting });

  /** A key may be new, or just taken back: while central can be asked, it is, before acts are refused. */
  const takeBatch = (batch: EventBatch): void => {
    const verdict = judge(batch);
    if (verdict === 'right') return takeSigned(batch);
    if (!parts.contact.isUp() || waiting.length >= mostWaiting) return refuse(batch, verdict);
    waiting.push(batch);
    keys.want();
  };

  const sendAgain = (to: string, theirs: number): void => {
    const head = store.head(station)?.seq ?? 0;
    if (theirs >= head || theirs >= published) return;
    if (steadyMs() - (sentAgainAt.get(to) ?? -againMs) < againMs) return;
    sentAgainAt.set(to, steadyMs());
    const events = eventsAfter(theirs);
    if (events[0]?.seq === theirs + 1) send(events);
  };

  const hear = (from: string, payload: Uint8Array): void => {
    const unpacked = unpackMessage(payload, largestMessageBytes * 20);
    const parsed = unpacked.ok ? peerMessageSchema.safeParse(unpacked.value) : undefined;
    if (!parsed?.success || parsed.data.batches.some((batch) => batch.station !== from)) {
      log.warn('a message of another seat is not understood', { station: from });
      syncStore.setAsideAgain(from, 'not-understood', clock.now(), { bytes: payload.length });
      return;
    }
    keys.met(from);
    const wasHeard = heard.has(from);
    const isBelieved = hearBeat(from, parsed.data);
    parsed.data.batches.forEach(takeBatch);
    const isSomeoneAlone = parsed.data.aloneSinceMs !== null || parts.aloneSinceMs() !== null;
    if (isBelieved && isSomeoneAlone) sendAgain(from, parsed.data.heads[station] ?? 0);
    if ((isBelieved && !wasHeard) || parsed.data.batches.length > 0) parts.changed();
  };

  /** Whether a station said this of itself, just now. */
  const hearBeat = (from: string, message: PeerMessage): boolean => {
    const verdict = keys.judge(from, peerText(site, from, message), message.signature);
    // Of acts that are not taken it is told by themselves; a station whose key central has not told yet may be new.
    if (verdict === 'wrong' && message.batches.length === 0) refuseBeat(from);
    if (verdict !== 'right') return false;
    // A message may come twice, and somebody may say again what was said once. A clock that was set back is believed with the next act.
    const [head, last] = [message.heads[from] ?? 0, heard.get(from)];
    if (last && (head < last.head || (head === last.head && message.saidMs <= last.saidMs))) return false;
    heard.set(from, { atMs: clock.now(), steadyAt: steadyMs(), head, saidMs: message.saidMs });
    return true;
  };

  const refuseBeat = (from: string): void => {
    log.warn('what a seat says of itself is not signed by it', { station: from });
    syncStore.setAsideAgain(from, refusalCodes.wrong, clock.now(), { what: 'beat' });
    raiseOnceAnHour(`beat-wrong:${from}`, `Somebody speaks on the broker in the name of ${from} who is not ${from}: it is not taken for being there.`);
  };

  const tellRefused = ({ reason, who, count }: NonNullable<WakeMessage['refused']>): void => {
    const text = cleanForeignText(`Central refused ${who}: ${reason}, ${count} ${count === 1 ? 'time' : 'times'}.`, 300);
    raiseOnceAnHour(`refused:${reason}`, text);
  };

  return {
    filters: [peerTopicFilter(site), wakeTopic(site)],
    /** A message on one of the filters. */
    take(topic: string, payload: Uint8Array): void {
      if (topic === wakeTopic(site)) {
        const wake = readWake(payload);
        if (wake?.refused) tellRefused(wake.refused);
        else if (wake) parts.onWake(wake.seq);
        return;
      }
      const from = topic.slice(topic.lastIndexOf('/') + 1);
      if (from !== station && payload.length <= largestMessageBytes) hear(from, payload);
    },
    tell,
    start(): void {
      stopBeat = clock.every(beatMs, () => {
        if (parts.broker.isLive()) send([]);
        if (!parts.contact.isUp()) decideWaiting();
        parts.changed();
      });
      tell();
    },
    /** The seats that were heard in the last moments; none without the broker. */
    heard: (): { station: string; lastHeardAtMs: number }[] =>
      (parts.broker.isLive() ? [...heard] : [])
        .filter(([, { steadyAt }]) => steadyMs() - steadyAt <= heardForMs)
        .map(([id, { atMs }]) => ({ station: id, lastHeardAtMs: atMs })),
    /** Asks central whose keys there are; run again and again. */
    step: keys.step,
    close(): void {
      stopBeat();
      keys.close();
    },
  };
}

function readWake(payload: Uint8Array): WakeMessage | null {
  try {
    const parsed = wakeMessageSchema.safeParse(JSON.parse(Buffer.from(payload).toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
