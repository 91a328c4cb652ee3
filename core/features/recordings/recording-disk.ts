import { statfsSync } from 'node:fs';
import type { SyncStatus } from '#contract/records/sync-records.ts';
import type { DoctorReport } from '#contract/records/station-records.ts';

type Check = DoctorReport['checks'][number];

const hourMs = 3_600_000;
export const rateOverMs = 24 * hourMs;
/** One line without a pause, stereo Opus at 48 kbit/s with its container. */
const oneLineBytesPerHour = 22_500_000;
const fewHours = 48;
const veryFewHours = 4;

/** Bytes free where the recordings are; null when that cannot be found out. */
export function freeBytesAt(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** How many hours of recording there is room for, at the rate of the last 24 hours, at least that of one line. */
export function checkRecordingDisk({ freeBytes, reserveBytes, dayBytes }: { freeBytes: number | null; reserveBytes: number; dayBytes: number }): Check {
  const name = 'recordings';
  const remedy = 'Free space on the disk of the data folder, or move it to a larger one. Recordings that central has not confirmed are never removed.';
  if (freeBytes === null) return { name, state: 'fault', finding: 'the disk of the recordings cannot be looked at', remedy };
  const hours = Math.max(0, freeBytes - reserveBytes) / Math.max(oneLineBytesPerHour, dayBytes / 24);
  const finding = `room for ${hours < 10 ? hours.toFixed(1) : Math.round(hours)} hours of recordings at the present rate`;
  if (hours >= fewHours) return { name, state: 'ok', finding, remedy: null };
  return { name, state: hours >= veryFewHours ? 'warning' : 'fault', finding, remedy };
}

/** What central does not have yet: worth a look when the oldest has waited for a day. */
export function checkRecordingsSent({ count, bytes, oldestAtMs, reason, hasCentral, nowMs }: SyncStatus['recordings'] & { hasCentral: boolean; nowMs: number }): Check {
  const name = 'recordings-to-central';
  if (!hasCentral) return { name, state: 'off', finding: 'there is no central: recordings stay here, and none is ever removed', remedy: null };
  if (count === 0) return { name, state: 'ok', finding: 'central has every recording', remedy: null };
  const finding = `${count} recordings to send (${(bytes / 1e6).toFixed(1)} MB), the oldest of ${new Date(oldestAtMs ?? nowMs).toISOString()}${reason === null ? '' : `; ${reason.sentence}`}`;
  const isLate = reason !== null || nowMs - (oldestAtMs ?? nowMs) > rateOverMs;
  return { name, state: isLate ? 'warning' : 'ok', finding, remedy: isLate ? "Look at the link to central, and at the disk of central's recordings (central stations)." : null };
}
