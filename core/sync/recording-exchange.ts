import { largestPartBytes, type RecordingPull, type RecordingPullAnswer } from '#contract/sync/recording-messages.ts';
import { failure, success, type Failure, type Outcome } from '#domain/outcome/outcome.ts';
import type { Recording } from '#domain/recordings/recording.ts';
import { packPart } from '#ledger/recording-part.ts';
import { createPieceSize } from './piece-size.ts';
import type { SyncParts } from './sync-parts.ts';

/** The recordings of this station, as central is told of them. */
export type RecordingsToSend = {
  /** Ended, here, and not confirmed by central; the oldest first. */
  unsent(limit: number): readonly Recording[];
  /** Confirmed ones behind a place in the order of their beginning. */
  confirmedAfter(place: { readonly startedAtMs: number; readonly id: string }, limit: number): readonly Recording[];
  countConfirmed(): number;
  /** How many are not at central yet, their bytes, and when the oldest began, epoch milliseconds. */
  waiting(): { readonly count: number; readonly bytes: number; readonly oldestAtMs: number | null };
  /** Whether its file is what was recorded. */
  isProven(recording: Recording): Promise<boolean>;
  /** Rejects as the disk does. */
  part(recording: Recording, offset: number, length: number): Promise<Uint8Array>;
  confirm(recording: Recording, isHeld: boolean): void;
};

const askedAtOnce = 50;
const readAtOnce = 500;
const walkedAtOnce = 200;
const checkEveryMs = 3_600_000;
const checkSoonMs = 10_000;
/** The act of a recording is on the way to central. */
const actComesMs = 5_000;
const putOffMs = 60_000;
const longPutOffMs = 600_000;
/** A slow disk. */
const provenBytesPerMs = 10_000;

/**
 * Sends recordings to central, one part at a time and only while nothing else is to be sent: whoever has something more urgent breaks the part
 * off. Central is asked how far it is, so that nothing is kept here of the sending; a recording is confirmed once the whole is on central's disk.
 */
export function createRecordingExchange(parts: SyncParts & { recordings: RecordingsToSend; isUrgent: () => boolean; random: () => number; pause: (ms: number) => Promise<void> }) {
  const { central, contact, recordings, steadyMs, time } = parts;
  const size = createPieceSize({ start: 32_768, smallest: 8_192, largest: largestPartBytes }, time.roundTripMs);
  /** What central said that it wants, and from which byte on. */
  let wanted: { readonly recording: Recording; from: number }[] = [];
  /** Until when a recording is left alone. */
  const leftAlone = new Map<string, number>();
  let allUntil = 0;
  let checkAt = 0;
  let walk: { readonly startedAtMs: number; readonly id: string } | null = null;
  let wasUnknown = false;
  let reason: Failure | null = null;
  let sending: AbortController | null = null;

  const spread = (ms: number): number => steadyMs() + ms * (0.75 + parts.random() / 2);
  const setReason = (next: Failure | null): void => {
    if (reason?.code === next?.code) return;
    reason = next;
    if (next) parts.log.warn('a recording is not taken by central', { code: next.code, reason: next.sentence });
    parts.changed();
  };
  const leaveAlone = ({ id }: Recording, ms: number): void => {
    leftAlone.set(id, spread(ms));
    wanted = wanted.filter(({ recording }) => recording.id !== id);
  };
  const failed = (why: Failure): false => {
    wanted = [];
    if (why.code !== 'central-refused') contact.lost(why);
    else {
      // A central that knows nothing of recordings yet.
      allUntil = spread(putOffMs);
      setReason(why);
    }
    return false;
  };
  const ask = async (offered: readonly Recording[]) => {
    const asked = await contact.call(() => central.offerRecordings({ recordings: offered.map(({ id, sha256 }) => [id, sha256 ?? '']) }));
    if (asked.ok) contact.answered();
    return asked;
  };

  const offer = async (): Promise<boolean> => {
    for (const [id, until] of leftAlone) if (until <= steadyMs()) leftAlone.delete(id);
    const offered = recordings.unsent(readAtOnce).filter(({ id }) => !leftAlone.has(id)).slice(0, askedAtOnce);
    if (offered.length === 0) return false;
    const asked = await ask(offered);
    if (!asked.ok) return failed(asked);
    for (const [index, recording] of offered.entries()) {
      const standing = asked.value.standings[index];
      if (standing?.state === 'held') recordings.confirm(recording, true);
      else if (standing?.state === 'wanted') wanted.push({ recording, from: standing.from });
      else leaveAlone(recording, actComesMs);
    }
    parts.changed();
    return true;
  };

  const refused = (recording: Recording, code: string, sentence: string): boolean => {
    if (code === 'recording-part-damaged') {
      size.failed();
      return true;
    }
    setReason(failure(code, sentence));
    if (code !== 'recording-disk-full') {
      leaveAlone(recording, code === 'recording-damaged' ? putOffMs : longPutOffMs);
      return true;
    }
    allUntil = spread(putOffMs);
    wanted = [];
    return false;
  };

  const push = async (next: { readonly recording: Recording; from: number }): Promise<boolean> => {
    const { recording } = next;
    // Of one that is there to its end the last byte is sent once more: central puts the whole together with the part that ends it.
    const offset = Math.min(next.from, recording.bytes - 1);
    let data: Uint8Array;
    try {
      const isWhole = next.from > 0 || (await recordings.isProven(recording));
      data = isWhole ? await recordings.part(recording, offset, size.next()) : new Uint8Array();
    } catch (error) {
      parts.log.warn('a recording cannot be read for central', { id: recording.id, reason: String(error) });
      data = new Uint8Array();
    }
    if (data.length === 0) {
      leaveAlone(recording, longPutOffMs);
      setReason(failure('recording-unreadable', `The file of recording ${recording.id} is not what was recorded, or cannot be read.`));
      return true;
    }
    const giveWay = new AbortController();
    sending = giveWay;
    const askedAt = steadyMs();
    const part = { recordingId: recording.id, sha256: recording.sha256 ?? '', offset, ...packPart(data) };
    // With the last part central proves the whole and brings it to its disk.
    const extraMs = offset + data.length >= recording.bytes ? recording.bytes / provenBytesPerMs : 0;
    const asked = await contact.call(() => central.pushRecording(part, giveWay.signal), extraMs);
    sending = null;
    if (giveWay.signal.aborted) {
      // Where acts come one after the other a smaller one gets through between them.
      size.failed();
      return true;
    }
    if (!asked.ok) {
      size.failed();
      return failed(asked);
    }
    contact.answered();
    size.measured(data.length, steadyMs() - askedAt);
    const answer = asked.value;
    if (answer.state === 'refused') return refused(recording, answer.code, answer.sentence);
    if (answer.state === 'taken') next.from = answer.next;
    else {
      recordings.confirm(recording, true);
      wanted.shift();
      parts.changed();
    }
    setReason(null);
    return true;
  };

  /** Whether central still has what it confirmed: by number, and one by one where it has fewer. */
  const check = async (): Promise<boolean> => {
    if (walk === null) {
      const asked = await ask([]);
      if (!asked.ok) return failed(asked);
      const { held } = asked.value;
      checkAt = spread(held === null ? checkSoonMs : checkEveryMs);
      if (held === null || held >= recordings.countConfirmed()) return false;
      walk = { startedAtMs: Number.MIN_SAFE_INTEGER, id: '' };
      wasUnknown = false;
    }
    const offered = recordings.confirmedAfter(walk, walkedAtOnce);
    const asked = offered.length === 0 ? null : await ask(offered);
    if (asked?.ok === false) return failed(asked);
    const gone = offered.filter((_, index) => asked?.value.standings[index]?.state === 'wanted');
    for (const recording of gone) recordings.confirm(recording, false);
    wasUnknown ||= asked?.value.standings.some(({ state }) => state === 'unknown') === true;
    if (gone.length > 0) {
      parts.log.warn('central lost recordings; they are given again as far as they are here', { count: gone.length });
      parts.changed();
    }
    walk = offered.at(-1) ?? null;
    // Central was restored, and is given the acts again first.
    if (walk === null && wasUnknown) checkAt = spread(checkSoonMs);
    return true;
  };

  return {
    /** One request; false when nothing is left for now. */
    async step(): Promise<boolean> {
      if (steadyMs() < allUntil) return false;
      const [next] = wanted;
      if (next) return push(next);
      if (walk !== null || steadyMs() >= checkAt) {
        if (await check()) return true;
      }
      return offer();
    },
    /** Something more urgent is to be sent. */
    giveWay: (): void => sending?.abort(),
    /** Central answers again: it may be another one, or have lost something. */
    cameBack(): void {
      wanted = [];
      checkAt = 0;
      allUntil = 0;
    },
    reason: (): Failure | null => reason,
    /** A part of any recording of the site, for somebody who wants to hear it. */
    async pull(request: RecordingPull): Promise<Outcome<RecordingPullAnswer>> {
      if (!contact.isUp()) return failure('no-central', 'Central is not reached.');
      while (parts.isUrgent() && contact.isUp()) await parts.pause(100);
      const asked = await contact.call(() => central.pullRecording(request));
      if (asked.ok) contact.answered();
      else if (asked.code !== 'central-refused') contact.lost(asked);
      return asked.ok ? success(asked.value) : asked;
    },
  };
}

export type RecordingExchange = ReturnType<typeof createRecordingExchange>;
