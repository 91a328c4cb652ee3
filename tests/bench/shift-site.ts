import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SyncStatus } from '#contract/records/sync-records.ts';
import { startHeadlessStation, type HeadlessStation } from '#tests/fixtures/headless-station.ts';
import { startCentral, type RunningCentral } from '#tests/fixtures/running-central.ts';
import { stationProfile } from '#tests/fixtures/station-profile.ts';
import { startTcpProxy, type TcpProxy } from '#tests/faults/tcp-proxy.ts';
import { freePort } from '#tests/integration/mosquitto.ts';
import { startPostgres } from '#tests/integration/postgres.ts';

/** Central with everything embedded, or with a real PostgreSQL where SIAGA_BENCH_DATABASE=postgres asks for it, the counting line to it, and stations that begin with what `begin` puts into their folder. */
export type ShiftSite = {
  readonly folder: string;
  readonly central: RunningCentral;
  readonly line: TcpProxy;
  open(id: string, begin?: (dataDir: string) => void): Promise<HeadlessStation>;
  close(): Promise<void>;
};

export async function openShiftSite(): Promise<ShiftSite> {
  const folder = mkdtempSync(join(tmpdir(), 'siaga-shift-'));
  const postgres = process.env['SIAGA_BENCH_DATABASE'] === 'postgres' ? await startPostgres() : null;
  // Central's commands read it too.
  if (postgres) process.env['SIAGA_CENTRAL_DATABASE'] = await postgres.createDatabase();
  const port = await freePort();
  const central = await startCentral({ dataDir: join(folder, 'central'), port });
  const line = await startTcpProxy(port);
  return {
    folder,
    central,
    line,
    async open(id, begin) {
      const dataDir = join(folder, id);
      mkdirSync(dataDir);
      const settings = { ...central.settingsFor(id, dataDir), url: `http://127.0.0.1:${line.port}` };
      begin?.(dataDir);
      return startHeadlessStation({ dataDir, profile: stationProfile(id, { central: settings }) });
    },
    async close() {
      await central.kill();
      await line.close();
      await postgres?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when the status of a station says so. */
export async function until(station: HeadlessStation, holds: (status: SyncStatus) => boolean): Promise<void> {
  const client = await station.client();
  await new Promise<void>((resolve) => {
    const stop = client.follow('sync', {}, (update) => {
      if (update.mode !== 'latest' || !update.changed.some(holds)) return;
      stop();
      resolve();
    });
  });
  client.close();
}
