import { parseArgs } from 'node:util';
import { readProfile } from '#contract/profile.ts';
import type { DoctorReport } from '#contract/records/station-records.ts';
import { success, type Outcome } from '#domain/outcome/outcome.ts';
import { systemClock } from '../clock.ts';
import { openCore, readProfileFile } from '../open-station.ts';
import { connectStation } from './connect-station.ts';
import { exitCodes } from './exit-codes.ts';

/** How long links may take to come up before they count as what they are. */
const settleMs = 6_000;

/** Examines a running station, or opens the data folder itself when nothing runs on it. */
export async function runDoctor(values: readonly string[]): Promise<number> {
  let options: { station?: string | undefined; token?: string | undefined; profile?: string | undefined; json?: boolean | undefined };
  try {
    options = parseArgs({
      args: [...values],
      options: { station: { type: 'string' }, token: { type: 'string' }, profile: { type: 'string' }, json: { type: 'boolean' } },
    }).values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return exitCodes.usage;
  }
  if (options.station === undefined) {
    process.stderr.write('--station names the address or data folder of the station.\n');
    return exitCodes.usage;
  }
  const report = await examine(options.station, options.token ?? process.env['SIAGA_TOKEN'], options.profile);
  if (!report.ok) {
    process.stderr.write(`${report.sentence}\n`);
    return report.code === 'no-station' ? exitCodes.noStation : exitCodes.refused;
  }
  process.stdout.write(options.json === true ? `${JSON.stringify(report.value)}\n` : readable(report.value));
  return report.value.ok ? exitCodes.ok : exitCodes.failed;
}

async function examine(station: string, token: string | undefined, profileFile: string | undefined): Promise<Outcome<DoctorReport>> {
  const connected = await connectStation(station, token);
  if (connected.ok) {
    const report = await connected.value.ask('doctor.check', {});
    connected.value.close();
    return report;
  }
  const isAddress = /^(http|ws)s?:\/\//.test(station);
  return isAddress || connected.code !== 'no-station' ? connected : examineFolder(station, profileFile);
}

async function examineFolder(dataDir: string, profileFile: string | undefined): Promise<Outcome<DoctorReport>> {
  const profile =
    profileFile === undefined
      ? readProfile(JSON.stringify({ site: { id: 'doctor', name: 'doctor' }, station: { id: 'doctor', name: 'doctor' } }))
      : readProfileFile(profileFile);
  if (!profile.ok) return profile;
  const opened = openCore(dataDir, profile.value);
  if (!opened.ok) return opened;
  if (profile.value.brokers.length + profile.value.sources.length > 0) await new Promise<void>((resolve) => systemClock.after(settleMs, resolve));
  const report = opened.value.examine({ thorough: true });
  await opened.value.close();
  return success(report);
}

function readable(report: DoctorReport): string {
  const signs = { ok: 'ok     ', warning: 'WARNING', fault: 'FAULT  ', off: 'off    ' } as const;
  return report.checks
    .map((check) => `${signs[check.state]} ${check.name}: ${check.finding}\n${check.remedy === null ? '' : `        -> ${check.remedy}\n`}`)
    .join('');
}
