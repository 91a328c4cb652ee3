import type { SyncStatus } from '#contract/records/sync-records.ts';
import type { syncText } from '../../i18n/areas/sync.ts';
import { coarseAgeText } from '../../ui/age-text.ts';
import type { Mark } from '../../ui/badge.tsx';
import { timeText } from '../../ui/time-text.ts';
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
export type SyncReading = { readonly text: Words; readonly language: Language; readonly nowMs: number; readonly utcOffsetMinutes: number };

const count = new Intl.NumberFormat('id-ID');
const oneDigit = new Intl.NumberFormat('id-ID', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** The clock's offset in words where it is worth a warning, else null. */
export function clockWarning({ clockOffsetMs }: Pick<SyncStatus, 'clockOffsetMs'>, { text }: SyncReading): string | null {
  return clockOffsetMs !== null && Math.abs(clockOffsetMs) > clockWarnsMs ? text.clock(oneDigit.format(clockOffsetMs / 1_000)) : null;
}

/** What is on its way, in a few words for the line: nothing while everything is where it belongs. */
export function progressParts(status: SyncStatus, { text, language, nowMs }: SyncReading): readonly string[] {
  const { toSend, toFetch, oldestUnsentAtMs, eventsPerSecond, secondsLeft, backfill } = status;
  const isMoving = eventsPerSecond > 0 && toSend + toFetch > 0;
  return [
    ...(toSend > 0 ? [text.toSend(count.format(toSend))] : []),
    ...(toSend > 0 && oldestUnsentAtMs !== null ? [text.oldest(coarseAgeText(nowMs - oldestUnsentAtMs, language))] : []),
    ...(toFetch > 0 ? [text.toFetch(count.format(toFetch))] : []),
    ...(isMoving ? [text.rate(count.format(eventsPerSecond))] : []),
    ...(isMoving && secondsLeft !== null ? [text.left(coarseAgeText(secondsLeft * 1_000, language))] : []),
    ...(backfill && backfill.total > 0 ? [text.history(count.format(Math.floor((backfill.fetched * 100) / backfill.total)))] : []),
  ];
}

/** Everything that is known of the exchange, row by row. */
export function syncFacts(status: SyncStatus, reading: SyncReading): readonly (readonly [keyof Words['facts'], string])[] {
  const { text, language, nowMs, utcOffsetMinutes } = reading;
  const age = (atMs: number): string => coarseAgeText(nowMs - atMs, language);
  const { backfill, clockOffsetMs, centralRestoredAtMs } = status;
  const waiting = [count.format(status.toSend), ...(status.oldestUnsentAtMs === null ? [] : [text.oldest(age(status.oldestUnsentAtMs))])];
  const left = status.secondsLeft === null || status.toSend + status.toFetch === 0 ? [] : [text.left(coarseAgeText(status.secondsLeft * 1_000, language))];
  return [
    ['mode', `${text.modes[status.mode]} ${text.since(timeText(status.sinceMs, utcOffsetMinutes))}`],
    ...(status.reason === null ? [] : [['reason', status.reason] as const]),
    ['toSend', waiting.join(' · ')],
    ['toFetch', count.format(status.toFetch)],
    ['rate', [text.rate(count.format(status.eventsPerSecond)), ...left].join(' · ')],
    ['backfill', backfill === null ? text.complete : `${count.format(backfill.fetched)} / ${count.format(backfill.total)}`],
    ['seats', status.seats.length === 0 ? text.none : status.seats.map(({ station, lastHeardAtMs }) => text.heardAgo(station, age(lastHeardAtMs))).join(', ')],
    ['clock', clockOffsetMs === null ? text.unmeasured : text.seconds(oneDigit.format(clockOffsetMs / 1_000))],
    ['setAside', count.format(status.setAside)],
    ...(centralRestoredAtMs === null ? [] : [['restored', text.restoredAt(timeText(centralRestoredAtMs, utcOffsetMinutes))] as const]),
  ];
}
