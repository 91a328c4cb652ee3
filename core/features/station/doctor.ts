import { statfsSync, statSync } from 'node:fs';
import type { SourceCount } from '#contract/records/quarantine-records.ts';
import type { DoctorReport } from '#contract/records/station-records.ts';
import type { Link } from '#domain/links/link.ts';
import { assertDurable, type Database } from '../../db/database.ts';
import { findBrokenEvent } from '../../journal/find-broken-event.ts';
import type { JournalStore } from '../../journal/journal-store.ts';

type Check = DoctorReport['checks'][number];

const enoughFreeBytes = 2_000_000_000;
const littleFreeBytes = 200_000_000;
/** A clock before the product existed was never set. */
const earliestPlausibleMs = Date.parse('2026-01-01T00:00:00Z');

/** Reading every page of a database costs about 2 ms per MB, and nobody is answered meanwhile. */
const quicklyReadBytes = 64_000_000;
const newestActs = 1_000;
/** It shrinks by itself to 64 MB, unless somebody who reads keeps it. */
const muchLogBytes = 512_000_000;

/**
 * Looks at everything a station stands on and says for each fault what to do. `thorough` reads the whole database and the
 * whole journal, which takes seconds when they are large: for a station that nobody works at.
 */
export function examineStation(options: {
  thorough: boolean;
  database: Database;
  journal: Pick<JournalStore, 'after' | 'lastPosition'>;
  dataDir: string;
  nowMs: number;
  links: readonly Link[];
  counts: readonly SourceCount[];
  lastActAtMs: number;
  phoneChecks: readonly Check[];
}): DoctorReport {
  const checks = [
    checkDatabase(options.database, options.thorough),
    checkJournal(options.journal, options.thorough),
    checkDisk(options.dataDir),
    checkClock(options.nowMs, options.lastActAtMs),
    ...options.links.filter((link) => link.kind !== 'database' && link.kind !== 'sip' && link.kind !== 'recording' && link.kind !== 'routes').map((link) => checkLink(link, options.counts)),
    ...options.phoneChecks,
  ];
  return { ok: checks.every((check) => check.state !== 'fault'), checkedAtMs: options.nowMs, checks };
}

function checkDatabase(database: Database, thorough: boolean): Check {
  const name = 'database';
  try {
    assertDurable(database);
    const bytes = Number(database.pragma('page_count', { simple: true })) * Number(database.pragma('page_size', { simple: true }));
    const logBytes = statSync(`${database.name}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    const size = `${(bytes / 1e6).toFixed(0)} MB, every commit durable (WAL, synchronous=FULL)`;
    if (logBytes > muchLogBytes) {
      return { name, state: 'warning', finding: `${size}, but its write-ahead log has ${(logBytes / 1e6).toFixed(0)} MB`, remedy: 'Another program reads station.db and keeps the log from being tidied up: end it.' };
    }
    if (!thorough && bytes > quicklyReadBytes) return { name, state: 'ok', finding: `${size}; stop the station and examine it again to read all of it`, remedy: null };
    const result = String(database.pragma('quick_check(1)', { simple: true }));
    return result === 'ok' ? { name, state: 'ok', finding: `whole, ${size}`, remedy: null } : damaged(name, result);
  } catch (error) {
    return damaged(name, sentenceOf(error));
  }
}

/** The newest acts are looked at also while the station works: what a bad disk wrote last shows first. */
function checkJournal(journal: Pick<JournalStore, 'after' | 'lastPosition'>, thorough: boolean): Check {
  const name = 'journal';
  try {
    const last = journal.lastPosition();
    const from = thorough ? 0 : Math.max(0, last - newestActs);
    const broken = findBrokenEvent(journal, from);
    if (broken) return damaged(name, `act ${broken.seq} of station ${broken.station} is not as it was written`);
    return { name, state: 'ok', finding: from === 0 ? `all ${last} acts are as they were written` : `the newest ${newestActs} of ${last} acts are as they were written`, remedy: null };
  } catch (error) {
    return damaged(name, sentenceOf(error));
  }
}

function damaged(name: string, finding: string): Check {
  return { name, state: 'fault', finding, remedy: 'Keep the data folder as it is, start with a new --data-dir, and have the old one examined.' };
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function checkDisk(dataDir: string): Check {
  const remedy = 'Free space on this disk or move the data folder with --data-dir.';
  let free: number;
  try {
    const { bavail, bsize } = statfsSync(dataDir);
    free = bavail * bsize;
  } catch (error) {
    return { name: 'disk', state: 'fault', finding: `${dataDir} cannot be looked at: ${sentenceOf(error)}`, remedy };
  }
  const finding = `${(free / 1e9).toFixed(1)} GB free at ${dataDir}`;
  if (free > enoughFreeBytes) return { name: 'disk', state: 'ok', finding, remedy: null };
  return { name: 'disk', state: free > littleFreeBytes ? 'warning' : 'fault', finding, remedy };
}

function checkClock(nowMs: number, lastActAtMs: number): Check {
  const finding = new Date(nowMs).toISOString();
  if (nowMs < earliestPlausibleMs || nowMs < lastActAtMs - 60_000) {
    return {
      name: 'clock',
      state: 'fault',
      finding: nowMs < lastActAtMs ? `${finding}, but the newest act is from ${new Date(lastActAtMs).toISOString()}` : finding,
      remedy: 'Set the clock of this computer and switch its time service (NTP) on.',
    };
  }
  return { name: 'clock', state: 'ok', finding, remedy: null };
}

function checkLink(link: Link, counts: readonly SourceCount[]): Check {
  const count = counts.find((each) => link.id === `source:${each.sourceId}`);
  const booked = count
    ? `; stored ${count.stored}, duplicate ${count.duplicate}, ignored ${count.ignored}, quarantined ${count.quarantined}`
    : '';
  const finding = `${link.name}: ${link.state}${link.reason === null ? '' : `, ${link.reason}`}${booked}`;
  switch (link.state) {
    case 'live':
      return { name: link.id, state: 'ok', finding, remedy: null };
    case 'off':
      return { name: link.id, state: 'off', finding, remedy: null };
    case 'late':
      return { name: link.id, state: 'warning', finding, remedy: remedyFor(link) };
    case 'down':
      return { name: link.id, state: 'fault', finding, remedy: remedyFor(link) };
  }
}

function remedyFor(link: Link): string {
  switch (link.kind) {
    case 'broker':
      return 'Check that the broker runs and that address, user and password in the profile are right; then the cable or switch between.';
    case 'telephony':
      return 'Check the telephone gateway: it must publish its link and beat topics on this broker.';
    case 'radio':
      return 'Check the repeater host: it must run, and publish under the name or answer at the address that the profile gives.';
    case 'positions':
      return 'Check the position server: it must forward to the topic the profile gives.';
    case 'central':
    case 'sip':
    case 'recording':
    case 'routes':
    case 'database':
      return 'Check its address in the profile and that it runs.';
  }
}
