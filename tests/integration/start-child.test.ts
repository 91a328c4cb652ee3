import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { childProcessPorts } from '#contract/adapters/child-process-port.ts';
import { createClient, type Client } from '#contract/client/client.ts';
import { isToldByCore, type PortForCore, type ToldByCore } from '#contract/core-process.ts';
import { systemClock } from '#core/clock.ts';
import { takeLease } from '#core/db/lease.ts';
import { uuidV7 } from '#ledger/uuid-v7.ts';
import { connectStation } from '#core/tool/connect-station.ts';
import { programFile } from '#tests/fixtures/program-file.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

type Child = { readonly process: ChildProcess; readonly told: ToldByCore[]; readonly dataDir: string; window(seat: string): Client; ended(): Promise<number | string | null>; log(): string };

const entry = programFile('core', 'start-child');

function argumentsFor(dataDir: string, profile: object): string[] {
  const file = join(temporaryFolder(), 'profile.json');
  writeFileSync(file, JSON.stringify(profile));
  return [entry, '--data-dir', dataDir, '--profile', file];
}

/** Core as the desktop shell starts it. */
function startChild(options: { dataDir?: string; profile?: object } = {}): Child {
  const dataDir = options.dataDir ?? temporaryFolder();
  const child = spawn(process.execPath, argumentsFor(dataDir, options.profile ?? smallProfileSource), { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'advanced' });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ports = childProcessPorts(child);
  const told: ToldByCore[] = [];
  child.on('message', (message: unknown) => {
    if (isToldByCore(message)) told.push(message);
  });
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  child.stdout?.resume();
  const ending = once(child, 'exit').then(([code, signal]: unknown[]) => (code ?? signal) as number | string | null);
  return {
    process: child,
    told,
    dataDir,
    log: () => log,
    ended: () => ending,
    window(seat) {
      const client = createClient({
        openPort: () => Promise.resolve(ports.openPort({ kind: 'port', seat } satisfies PortForCore)),
        name: 'test',
        clock: systemClock,
        newRequestId: () => uuidV7(Date.now()),
      });
      onTestFinished(() => client.close());
      return client;
    },
  };
}

async function readyChild(options: { dataDir?: string; profile?: object } = {}): Promise<Child> {
  const child = startChild(options);
  await expect.poll(() => child.told, { timeout: 20_000 }).toContainEqual({ kind: 'ready', exercise: false, site: 'Sumenep', station: 'Posisi 1', phone: { proxies: [], authorityFile: null } });
  return child;
}

describe('core as a child of the shell', () => {
  test('says when it is ready, answers pings, serves windows each on its own port, and stops when told', async () => {
    const child = startChild();
    // A window may come before core is ready.
    const early = child.window('kiri');
    expect(await early.ask('draft.save', { draft: 'form', body: { note: 'kiri' }, savedAtMs: 1 })).toMatchObject({ ok: true });
    expect(child.told).toEqual([{ kind: 'ready', exercise: false, site: 'Sumenep', station: 'Posisi 1', phone: { proxies: [], authorityFile: null } }]);
    expect(await child.window('kanan').ask('draft.load', { draft: 'form' })).toEqual({ ok: true, value: null });
    expect(await child.window('kiri').ask('draft.load', { draft: 'form' })).toMatchObject({ ok: true, value: { body: { note: 'kiri' } } });
    child.process.send({ kind: 'ping' });
    await expect.poll(() => child.told.at(-1)).toEqual({ kind: 'pong' });
    child.process.send(null as never);
    child.process.send({ kind: 'ping' });
    await expect.poll(() => child.told.filter((each) => each.kind === 'pong').length).toBe(2);

    const tool = await connectStation(child.dataDir, undefined);
    expect(tool.ok).toBe(true);
    if (tool.ok) tool.value.close();
    child.process.send({ kind: 'stop' });
    expect(await child.ended()).toBe(0);
    expect(existsSync(join(child.dataDir, 'station.sock'))).toBe(false);
    expect(existsSync(join(child.dataDir, 'station.db-wal'))).toBe(false);
    expect(child.log()).toContain('core has stopped');
  });

  test('stops although its broker cannot be reached', async () => {
    const child = await readyChild({ profile: siteOnBroker('mqtt://127.0.0.1:9') });
    child.process.send({ kind: 'stop' });
    expect(await child.ended()).toBe(0);
  });

  test('says why it cannot run, and ends', async () => {
    const first = await readyChild();
    const second = startChild({ dataDir: first.dataDir });
    expect(await second.ended()).toBe(0);
    expect(second.told).toMatchObject([{ kind: 'fatal', code: 'data-folder-in-use' }]);
    const misspelt = startChild({ profile: { ...smallProfileSource, untis: [] } });
    expect(await misspelt.ended()).toBe(0);
    expect(misspelt.told).toMatchObject([{ kind: 'fatal', code: 'profile-invalid', sentence: expect.stringContaining('untis') as string }]);
    first.process.send({ kind: 'ping' });
    await expect.poll(() => first.told.at(-1)).toEqual({ kind: 'pong' });
  });
});

describe('core ends in order when the shell is gone', () => {
  test('by itself, its channel alone', async () => {
    const child = await readyChild();
    child.process.disconnect();
    expect(await child.ended()).toBe(0);
    expect(child.log()).toContain('core has stopped');
  });

  test('in the middle of starting', async () => {
    for (const afterMs of [0, 150, 300, 450]) {
      const child = startChild();
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      if (child.process.connected) child.process.disconnect();
      expect(await child.ended(), `${afterMs} ms: ${child.log()}`).toBe(0);
      expect(child.log()).not.toContain('Error');
    }
  });

  test('killed, with the reading ends of its output', async () => {
    const dataDir = temporaryFolder();
    const shell = spawn(process.execPath, [fileURLToPath(new URL('../fixtures/shell-that-dies.ts', import.meta.url)), ...argumentsFor(dataDir, smallProfileSource)], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void shell.kill('SIGKILL'));
    const [line] = (await once(shell.stdout, 'data')) as [Buffer];
    const corePid = Number(line.toString());
    onTestFinished(() => {
      if (isRunning(corePid)) process.kill(corePid, 'SIGKILL');
    });
    shell.kill('SIGKILL');
    await expect.poll(() => isRunning(corePid), { timeout: 10_000 }).toBe(false);
    // It closed its database: nothing is left to recover, and the folder is free.
    expect(existsSync(join(dataDir, 'station.db-wal'))).toBe(false);
    const lease = takeLease(dataDir, process.pid);
    expect(lease.ok).toBe(true);
    if (lease.ok) lease.value.release();
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
