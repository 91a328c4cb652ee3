import { expect, test } from 'vitest';
import type { SyncStatus } from '#contract/records/sync-records.ts';
import { failuresText } from '../../i18n/areas/failures.ts';
import { syncText } from '../../i18n/areas/sync.ts';
import { clockWarning, restingParts, syncFacts, type SyncReading } from './sync-facts.ts';

const nowMs = Date.UTC(2026, 10, 26, 13, 0, 0);
const reading: SyncReading = { text: syncText.id, sentences: failuresText.id, language: 'id', nowMs, utcOffsetMinutes: 420 };

function status(parts: Partial<SyncStatus>): SyncStatus {
  return {
    id: 'sync', mode: 'live', sinceMs: nowMs - 60_000, centralLostAtMs: null, reason: null, toSend: 0, oldestUnsentAtMs: null, toFetch: 0, eventsPerSecond: 0,
    secondsLeft: null, backfill: null, seats: [], clockOffsetMs: 40, setAside: 0, recordings: { count: 0, bytes: 0, oldestAtMs: null, reason: null }, centralRestoredAtMs: null, ...parts,
  };
}

test('catching up says how much, how old, how fast and how long still', () => {
  const parts = restingParts(status({ mode: 'catching-up', toSend: 1_240, oldestUnsentAtMs: nowMs - 7_200_000, toFetch: 60, eventsPerSecond: 50, secondsLeft: 26 }), reading);
  expect(parts).toEqual(['1.240 belum terkirim', 'tertua 2 j', '60 belum diterima', '50/detik', 'sisa 26 d', 'jam 0,0 d']);
});

test('with nothing on its way the line says so, with the clock beside it', () => {
  expect(restingParts(status({ clockOffsetMs: -420 }), reading)).toEqual(['semua terkirim', 'jam -0,4 d']);
});

test('without central nothing is said about sending', () => {
  expect(restingParts(status({ mode: 'off', clockOffsetMs: null }), reading)).toEqual(['semua tersimpan di posisi ini']);
});

test('a seat alone names what waits but no speed it does not have', () => {
  expect(restingParts(status({ mode: 'alone', toSend: 3, oldestUnsentAtMs: nowMs - 180_000, secondsLeft: 9, clockOffsetMs: null }), reading)).toEqual(['3 belum terkirim', 'tertua 3 m']);
});

test('what was set aside is counted where it is seen', () => {
  expect(restingParts(status({ setAside: 2 }), reading)).toContain('2 disisihkan');
});

test('a clock more than a second off is warned of, in either direction, and not said twice', () => {
  expect([1_000, -1_000, 1_001, -2_340, null].map((clockOffsetMs) => clockWarning({ clockOffsetMs }, reading))).toEqual([
    null, null, 'jam komputer meleset +1,0 detik', 'jam komputer meleset -2,3 detik', null,
  ]);
  expect(restingParts(status({ clockOffsetMs: 5_000 }), reading)).toEqual(['semua terkirim']);
});

test('since yesterday is said with its day', () => {
  const facts = new Map(syncFacts(status({ mode: 'alone', sinceMs: nowMs - 26 * 3_600_000 }), reading));
  expect(facts.get('mode')).toBe('POSISI SENDIRI sejak 25-11 18:00');
});

test('why is said in the operator’s words with the station’s own beside it, or in those alone', () => {
  const rows = (code: string): readonly string[] => syncFacts(status({ mode: 'alone', reason: { code, sentence: 'ECONNREFUSED central:443' } }), reading).flatMap(([fact, value]) => (fact === 'reason' || fact === 'detail' ? [value] : []));
  expect(rows('no-central')).toEqual(['Pusat tidak menjawab; stasiun terus mencoba.', 'ECONNREFUSED central:443']);
  expect(rows('something-new')).toEqual(['ECONNREFUSED central:443']);
});

test('recordings that central does not have are not passed over: how many, how much, the oldest, and why', () => {
  const recordings = { count: 3, bytes: 12_340_000, oldestAtMs: nowMs - 180_000, reason: { code: 'recording-disk-full', sentence: 'Full.' } };
  expect(restingParts(status({ recordings, clockOffsetMs: null }), reading)).toEqual(['3 rekaman (12,3 MB)']);
  const rows = new Map(syncFacts(status({ recordings }), reading));
  expect(rows.get('recordings')).toBe('3 rekaman (12,3 MB) · tertua 3 m · Disk rekaman di pusat penuh; rekaman tetap di sini. Hubungi pengelola pusat.');
  expect(new Map(syncFacts(status({}), reading)).get('recordings')).toBe('tidak ada');
});
