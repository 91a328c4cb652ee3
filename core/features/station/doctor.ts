import { statfsSync } from 'node:fs';
import type { SourceCount } from '#contract/records/quarantine-records.ts';
import type { DoctorReport } from '#contract/records/station-records.ts';
import type { Link } from '#domain/links/link.ts';
import { assertDurable, type Database } from '../../db/database.ts';

type Check = DoctorReport['checks'][number];

const enoughFreeBytes = 2_000_000_000;
const littleFreeBytes = 200_000_000;
/** A clock before the product existed was never set. */
const earliestPlausibleMs = Date.parse('2026-01-01T00:00:00Z');

/** Looks at everything a station stands on and says for each fault what to do. */
export function examineStation(options: {
  database: Database;
  dataDir: string;
  nowMs: number;
  links: readonly Link[];
  counts: readonly SourceCount[];
  lastActAtMs: number;
}): DoctorReport {
  const checks = [
    checkDatabase(options.database),
    checkDisk(options.dataDir),
    checkClock(options.nowMs, options.lastActAtMs),
    ...options.links.filter((link) => link.kind !== 'database').map((link) => checkLink(link, options.counts)),
  ];
  return { ok: checks.every((check) => check.state !== 'fault'), checkedAtMs: options.nowMs, checks };
}

function checkDatabase(database: Database): Check {
  try {
    assertDurable(database);
    const result = String(database.pragma('quick_check(1)', { simple: true }));
    if (result === 'ok') return { name: 'database', state: 'ok', finding: 'whole, every commit durable (WAL, synchronous=FULL)', remedy: null };
    return damaged(result);
  } catch (error) {
    return damaged(error instanceof Error ? error.message : String(error));
  }
}

function damaged(finding: string): Check {
  return {
    name: 'database',
    state: 'fault',
    finding,
    remedy: 'Keep the data folder as it is, start with a new --data-dir, and have the old one examined.',
  };
}

function checkDisk(dataDir: string): Check {
  const { bavail, bsize } = statfsSync(dataDir);
  const free = bavail * bsize;
  const finding = `${(free / 1e9).toFixed(1)} GB free at ${dataDir}`;
  if (free > enoughFreeBytes) return { name: 'disk', state: 'ok', finding, remedy: null };
  return {
    name: 'disk',
    state: free > littleFreeBytes ? 'warning' : 'fault',
    finding,
    remedy: 'Free space on this disk or move the data folder with --data-dir.',
  };
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
      return 'Check the repeater host: it must run and publish under the name the profile gives.';
    case 'positions':
      return 'Check the position server: it must forward to the topic the profile gives.';
    case 'central':
    case 'sip':
    case 'database':
      return 'Check its address in the profile and that it runs.';
  }
}
