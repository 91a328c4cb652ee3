import type { SyncStatus } from '#contract/records/sync-records.ts';
import type { syncText } from '../../i18n/areas/sync.ts';
import { coarseAgeText } from '../../ui/age-text.ts';
import type { Mark } from '../../ui/badge.tsx';
import { sinceText } from '../../ui/time-text.ts';
import type { Language } from '../../i18n/define-text.ts';

/** From this offset on a clock is worth a warning. */
const clockWarnsMs = 1_000;

export const syncModeMark: Readonly<Record<SyncStatus['mode'], Mark>> = {
  off: { shape: 'bar', tone: 'grey' },
  live: { shape: 'disc', tone: 'green' },
  'catching-up': { shape: 'half', tone: 'blue' },
  'seats-only': { shape: 'half', tone: 'amber' },
  alone: { shape: 'cross', tone: 'amber' },
};

type Words = (typeof syncText)['id'];
export type SyncReading = {
  readonly text: Words;
  /** Sentences for failures, by code. */
  readonly sentences: Readonly<Record<string, string>>;
  readonly language: Language;
  readonly nowMs: number;
  readonly utcOffsetMinutes: number;
};

const count = new Intl.NumberFormat('id-ID');
const megabytes = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 1 });
const signed = new Intl.NumberFormat('id-ID', { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' });

/** The clock's offset in words where it is worth a warning, else null. */
export function clockWarning({ clockOffsetMs }: Pick<SyncStatus, 'clockOffsetMs'>, { text }: SyncReading): string | null {
  return clockOffsetMs !== null && Math.abs(clockOffsetMs) > clockWarnsMs ? text.clock(signed.format(clockOffsetMs / 1_000)) : null;
}

/** What is on its way, in a few words: nothing while everything is where it belongs. */
function progressParts(status: SyncStatus, { text, language, nowMs }: SyncReading): readonly string[] {
  const { toSend, toFetch, oldestUnsentAtMs, eventsPerSecond, secondsLeft, backfill, recordings } = status;
  const isMoving = eventsPerSecond > 0 && toSend + toFetch > 0;
  return [
    ...(toSend > 0 ? [text.toSend(count.format(toSend))] : []),
    ...(toSend > 0 && oldestUnsentAtMs !== null ? [text.oldest(coarseAgeText(nowMs - oldestUnsentAtMs, language))] : []),
    ...(toFetch > 0 ? [text.toFetch(count.format(toFetch))] : []),
    ...(recordings.count > 0 ? [text.recordings(count.format(recordings.count), megabytes.format(recordings.bytes / 1e6))] : []),
    ...(isMoving ? [text.rate(count.format(eventsPerSecond))] : []),
    ...(isMoving && secondsLeft !== null ? [text.left(coarseAgeText(secondsLeft * 1_000, language))] : []),
    ...(backfill && backfill.total > 0 ? [text.history(count.format(Math.floor((backfill.fetched * 100) / backfill.total)))] : []),
  ];
}

/** The second line of the panel, which is never empty: what is on its way, or that nothing is, and how far the clocks are apart. */
export function restingParts(status: SyncStatus, reading: SyncReading): readonly string[] {
  const { text } = reading;
  if (status.mode === 'off') return [text.offHint];
  const moving = progressParts(status, reading);
  const offsetMs = status.clockOffsetMs;
  return [
    ...(moving.length > 0 ? moving : [text.allSent]),
    ...(status.setAside > 0 ? [text.setAside(count.format(status.setAside))] : []),
    ...(offsetMs === null || clockWarning(status, reading) !== null ? [] : [text.clockNow(signed.format(offsetMs / 1_000))]),
  ];
}

/** Everything that is known of the exchange, row by row. */
export function syncFacts(status: SyncStatus, reading: SyncReading): readonly (readonly [keyof Words['facts'], string])[] {
  const { text, language, nowMs, utcOffsetMinutes } = reading;
  const age = (atMs: number): string => coarseAgeText(nowMs - atMs, language);
  const { backfill, clockOffsetMs, centralRestoredAtMs, recordings } = status;
  const waiting = [count.format(status.toSend), ...(status.oldestUnsentAtMs === null ? [] : [text.oldest(age(status.oldestUnsentAtMs))])];
  const left = status.secondsLeft === null || status.toSend + status.toFetch === 0 ? [] : [text.left(coarseAgeText(status.secondsLeft * 1_000, language))];
  return [
    ['mode', `${text.modes[status.mode]} ${text.since(sinceText(status.sinceMs, nowMs, utcOffsetMinutes))}`],
    ...reasonRows(status.reason, reading),
    ['toSend', waiting.join(' · ')],
    ['toFetch', count.format(status.toFetch)],
    ['rate', [text.rate(count.format(status.eventsPerSecond)), ...left].join(' · ')],
    ['backfill', backfill === null ? text.complete : `${count.format(backfill.fetched)} / ${count.format(backfill.total)}`],
    ['recordings', recordingsText(recordings, reading)],
    ['seats', status.seats.length === 0 ? text.none : status.seats.map(({ station, lastHeardAtMs }) => text.heardAgo(station, age(lastHeardAtMs))).join(', ')],
    ['clock', clockOffsetMs === null ? text.unmeasured : text.seconds(signed.format(clockOffsetMs / 1_000))],
    ['setAside', count.format(status.setAside)],
    ...(centralRestoredAtMs === null ? [] : [['restored', text.restoredAt(sinceText(centralRestoredAtMs, nowMs, utcOffsetMinutes))] as const]),
  ];
}

function recordingsText({ count: left, bytes, oldestAtMs, reason }: SyncStatus['recordings'], { text, sentences, language, nowMs }: SyncReading): string {
  if (left === 0) return text.none;
  const oldest = oldestAtMs === null ? [] : [text.oldest(coarseAgeText(nowMs - oldestAtMs, language))];
  const why = reason === null ? [] : [sentences[reason.code] ?? reason.sentence];
  return [text.recordings(count.format(left), megabytes.format(bytes / 1e6)), ...oldest, ...why].join(' · ');
}

/** Why, in the operator's words; then in the station's own, which name the address and the fault for whoever mends it. */
function reasonRows(reason: SyncStatus['reason'], { sentences }: SyncReading): readonly (readonly ['reason' | 'detail', string])[] {
  if (reason === null) return [];
  const known = sentences[reason.code];
  return known === undefined ? [['reason', reason.sentence]] : [['reason', known], ['detail', reason.sentence]];
}
