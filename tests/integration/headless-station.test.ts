import { request } from 'node:http';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { expect, onTestFinished, test } from 'vitest';
import { exitCodes } from '#core/tool/exit-codes.ts';
import { startHeadlessStation, type HeadlessStation } from '#tests/fixtures/headless-station.ts';
import { programFile } from '#tests/fixtures/program-file.ts';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

async function runningStation(): Promise<HeadlessStation> {
  const station = await startHeadlessStation({ dataDir: temporaryFolder(), profile: smallProfileSource });
  onTestFinished(() => station.kill());
  return station;
}

function siaga(...values: readonly string[]): { code: number | null; lines: unknown[]; told: string } {
  const run = spawnSync(process.execPath, [programFile('core', 'siaga'), ...values], { encoding: 'utf8' });
  return { code: run.status, lines: run.stdout.split('\n').filter(Boolean).map((line): unknown => JSON.parse(line)), told: run.stderr };
}

function profileFile(folder: string, profile: object): string {
  const file = join(folder, 'profile.json');
  writeFileSync(file, JSON.stringify(profile));
  return file;
}

function socketOutcome(url: string, protocols: string[], headers: Record<string, string>): Promise<'open' | number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, protocols, { headers });
    socket.on('open', () => {
      socket.terminate();
      resolve('open');
    });
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => undefined);
  });
}

function statusOf(url: string, path: string): Promise<{ status: number | undefined; policy: string | undefined }> {
  return new Promise((resolve) => {
    // The path goes out as it is: `fetch` would tidy it up first.
    const { hostname, port } = new URL(url);
    request({ hostname, port, path }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, policy: response.headers['content-security-policy']?.toString() });
    }).end();
  });
}

test('a station that stands still for a while answers a tool late, and is not said to be away', async () => {
  const station = await runningStation();
  station.process.kill('SIGSTOP');
  const goOn = async (): Promise<void> => {
    await pause(6_000);
    station.process.kill('SIGCONT');
  };
  const [client] = await Promise.all([station.client(), goOn()]);
  expect(client.state().phase).toBe('live');
  client.close();
});

test('a connection needs a token and, from a page, our own origin', async () => {
  const { url, token } = await runningStation();
  const port = `${url.replace('http', 'ws')}/port`;
  const good = ['siaga', `siaga.token.${token}`];
  expect(await socketOutcome(port, good, {})).toBe('open');
  expect(await socketOutcome(port, good, { origin: url })).toBe('open');
  expect(await socketOutcome(port, good, { origin: 'http://evil.example' })).toBe(403);
  expect(await socketOutcome(port, good, { origin: 'null' })).toBe(403);
  expect(await socketOutcome(port, ['siaga', 'siaga.token.wrong'], {})).toBe(403);
  expect(await socketOutcome(port, ['siaga'], {})).toBe(403);
  expect(await socketOutcome(`${url.replace('http', 'ws')}/elsewhere`, good, {})).toBe(404);
});

test('files are served from their folders and nowhere else, under the strict policy', async () => {
  const { url } = await runningStation();
  expect(await statusOf(url, '/resources/map/islands.geojson')).toMatchObject({ status: 200, policy: expect.stringContaining("default-src 'none'") as string });
  for (const path of ['/resources/../package.json', '/%2e%2e/package.json', '/resources/%2e%2e%2fpackage.json', '/..%5cpackage.json', '/resources', '/%00', '/%']) {
    expect((await statusOf(url, path)).status, path).toBe(404);
  }
});

test('the command-line client asks, watches and examines, by address and by folder', async () => {
  const { url, token, dataDir } = await runningStation();
  expect(siaga('call', 'place.locate', '{"latitude":-7.05,"longitude":113.8}', '--station', url, '--token', token)).toMatchObject({
    code: exitCodes.ok,
    lines: [{ ok: true, value: { islandName: expect.stringContaining('Madura') as string } }],
  });
  expect(siaga('call', 'unit.set-status', '{"unitId":"nobody","status":"available"}', '--station', dataDir)).toMatchObject({
    code: exitCodes.failed,
    lines: [{ ok: false, code: 'no-unit' }],
  });
  expect(siaga('call', 'unit.set-status', '{"unitId":"p01","status":"dancing"}', '--station', dataDir)).toMatchObject({
    code: exitCodes.failed,
    lines: [{ ok: false, code: 'invalid-input' }],
  });
  const watched = siaga('watch', 'units', '{}', '--once', '--station', dataDir);
  expect(watched.lines).toMatchObject([{ mode: 'latest', snapshot: true, changed: [{ unitId: 'p01' }, { unitId: 'p02' }, { unitId: 'p03' }] }]);
  expect(watched.code).toBe(exitCodes.ok);
  expect(siaga('doctor', '--json', '--station', dataDir)).toMatchObject({ code: exitCodes.ok, lines: [{ ok: true }] });
});

test('exit codes tell a script what went wrong', async () => {
  const { url, dataDir } = await runningStation();
  const empty = temporaryFolder();
  expect(siaga('call', 'station.describe', '{}', '--station', url, '--token', 'wrong').code).toBe(exitCodes.refused);
  expect(siaga('call', 'station.describe', '{}', '--station', url).code).toBe(exitCodes.refused);
  expect(siaga('call', 'station.describe', '{}', '--station', empty).code).toBe(exitCodes.noStation);
  expect(siaga('call', 'station.describe', '{}', '--station', 'http://127.0.0.1:9', '--token', 'x').code).toBe(exitCodes.noStation);
  expect(siaga('call', 'no.such', '{}', '--station', dataDir).code).toBe(exitCodes.usage);
  expect(siaga('dance').code).toBe(exitCodes.usage);
  const second = siaga('headless', '--data-dir', dataDir, '--profile', join(dataDir, 'profile-for-test.json'));
  expect(second).toMatchObject({ code: exitCodes.refused });
  expect(second.told).toContain('Another Siaga 112 is running');
});

test('a profile with faults is refused with each fault and its place', () => {
  const dangling = { ...smallProfileSource, sources: [{ id: 'ht', kind: 'mmdvm', broker: 'gone', name: 'x' }] };
  for (const [profile, told] of [
    [{ ...smallProfileSource, untis: [] }, 'untis'],
    [dangling, 'sources.0.broker: no broker has the id "gone"'],
  ] as const) {
    const dataDir = temporaryFolder();
    const run = siaga('headless', '--data-dir', dataDir, '--profile', profileFile(dataDir, profile));
    expect(run.code).toBe(exitCodes.refused);
    expect(run.told).toContain(told);
  }
});

test('the doctor opens a folder nobody runs on, and names a broker that does not answer', () => {
  const dataDir = temporaryFolder();
  expect(siaga('doctor', '--json', '--station', dataDir).lines).toMatchObject([{ ok: true }]);
  const profile = { ...smallProfileSource, brokers: [{ id: 'lan', url: 'mqtt://127.0.0.1:9' }] };
  const report = siaga('doctor', '--json', '--station', dataDir, '--profile', profileFile(dataDir, profile));
  expect(report.code).toBe(exitCodes.failed);
  expect(report.lines).toMatchObject([{ ok: false, checks: expect.arrayContaining([expect.objectContaining({ name: 'broker:lan', state: 'fault' })]) as unknown }]);
});
