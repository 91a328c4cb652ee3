import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { freePort, startMosquitto, type Mosquitto, type MosquittoOptions } from './mosquitto.ts';
import { testBrokerConnection, type TestConnection } from './test-broker-connection.ts';
import { soon } from '#tests/fixtures/soon.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function broker(options?: MosquittoOptions): Promise<Mosquitto> {
  const mosquitto = await startMosquitto(options);
  stops.push(() => mosquitto.close());
  return mosquitto;
}
function connection(options: Parameters<typeof testBrokerConnection>[0]): TestConnection {
  const opened = testBrokerConnection(options);
  stops.push(() => opened.close());
  return opened;
}
async function producer(url: string): Promise<MqttClient> {
  const client = await connectAsync(url, { reconnectPeriod: 200 });
  stops.push(() => client.endAsync(true));
  return client;
}
const live = (station: TestConnection, timeout = 10_000) => vi.waitFor(() => expect(station.health().state).toBe('live'), { timeout, interval: 20 });
const texts = (station: TestConnection): string[] => station.received.map(({ text }) => text);
const fixture = (name: string): string => join(import.meta.dirname, '../fixtures/tls', name);

describe('messages that were received and not stored', () => {
  test('come again to a station that was killed, and those that were stored do not', async () => {
    const mosquitto = await broker();
    const killed = spawn(process.execPath, [join(import.meta.dirname, 'receive-until-killed.mjs'), mosquitto.url, 'station', 'feed/#', '4'], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    killed.stdout.on('data', (text) => (printed += String(text)));
    const feeding = await producer(mosquitto.url);
    await vi.waitFor(() => expect(readFileSync(join(mosquitto.folder, 'mosquitto.log'), 'utf8')).toContain('as station'), { timeout: 10_000 });
    await vi.waitFor(
      async () => {
        await feeding.publishAsync('feed/probe', 'ready?', { qos: 0 });
        expect(printed).toContain('ready?');
      },
      { timeout: 10_000, interval: 100 },
    );
    const sent = Array.from({ length: 10 }, (_, index) => `message ${index}`);
    for (const text of sent) await feeding.publishAsync('feed/x', text, { qos: 1 });
    await vi.waitFor(() => expect(printed).toContain('message 9'), { timeout: 10_000 });
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    const probes = printed.split('\n').filter((line) => line === 'ready?').length;

    const again = connection({ settings: { url: mosquitto.url }, clientId: 'station', filters: ['feed/#'] });
    await live(again);
    await vi.waitFor(() => expect(texts(again)).toEqual(sent.slice(Math.max(0, 4 - probes))), { timeout: 10_000 });
  });

  test('come again after the broker went and came back', async () => {
    const mosquitto = await broker();
    const station = connection({ settings: { url: mosquitto.url }, clientId: 'station', filters: ['feed/#'], onMessage: () => undefined });
    await live(station);
    const feeding = await producer(mosquitto.url);
    await feeding.publishAsync('feed/x', 'one', { qos: 1 });
    await vi.waitFor(() => expect(texts(station)).toEqual(['one']), soon);
    await mosquitto.stop();
    await vi.waitFor(() => expect(station.health().state).toBe('down'), { timeout: 5_000 });
    // Stored too late for the connection it came by: that acknowledgement must not go out by the next one.
    station.received[0]?.stored();
    await mosquitto.start();
    await live(station);
    await vi.waitFor(() => expect(texts(station)).toEqual(['one', 'one']), { timeout: 5_000 });
  });

  test('are acknowledged together: with a commit every 10 ms a flood needs few of them', async () => {
    const mosquitto = await broker({ config: ['max_queued_messages 0'] });
    const count = 10_000;
    let commits = 0;
    let waiting: (() => void)[] = [];
    const seen = new Set<string>();
    const commit = setInterval(() => {
      const group = waiting;
      waiting = [];
      if (group.length > 0) commits += 1;
      for (const stored of group) stored();
    }, 10);
    stops.push(() => clearInterval(commit));
    const station = connection({
      settings: { url: mosquitto.url },
      clientId: 'station',
      filters: ['feed/#'],
      onMessage({ text, stored }) {
        seen.add(text);
        waiting.push(stored);
      },
    });
    await live(station);
    const feeding = await producer(mosquitto.url);
    for (let index = 0; index < count; index += 1) feeding.publish('feed/x', `message ${index}`, { qos: 1 });
    await vi.waitFor(() => expect(seen.size).toBe(count), { timeout: 60_000, interval: 10 });
    expect(commits, 'commits for all of them').toBeLessThan(count / 10);
    expect(station.health().state).toBe('live');
  });
});

describe('a broker that goes away', () => {
  test('without a word is late within 5 s and down within 10 s, and is taken up again', async () => {
    const mosquitto = await broker();
    const station = connection({ settings: { url: mosquitto.url }, clientId: 'station', filters: ['feed/#'] });
    await live(station);
    mosquitto.freeze();
    const lostAt = Date.now();
    const unconfirmed = station.publish('orders/x', 'go', { qos: 1, retain: false });
    await vi.waitFor(() => expect(station.health().state).toBe('down'), { timeout: 12_000, interval: 20 });
    const late = station.healths.find((health) => health.state === 'late' && health.atMs > lostAt);
    const down = station.healths.find((health) => health.state === 'down' && health.atMs > lostAt);
    console.log(`a frozen broker: late after ${(late?.atMs ?? NaN) - lostAt} ms, down after ${(down?.atMs ?? NaN) - lostAt} ms`);
    expect((late?.atMs ?? Infinity) - lostAt).toBeLessThanOrEqual(5_200);
    expect((down?.atMs ?? Infinity) - lostAt).toBeLessThanOrEqual(10_000);
    expect(down?.reason).toMatch(/stopped answering/);
    expect(await unconfirmed).toMatchObject({ ok: false, code: 'broker-lost' });
    expect(await station.publish('orders/x', 'go', { qos: 1, retain: false })).toMatchObject({ ok: false, code: 'broker-down' });
    mosquitto.thaw();
    await live(station, 20_000);
    expect(await station.publish('orders/x', 'go', { qos: 1, retain: false })).toEqual({ ok: true, value: undefined });
  });

  test('is down at once when it closes, and what was sent meanwhile comes when it is back', async () => {
    const mosquitto = await broker();
    const station = connection({ settings: { url: mosquitto.url }, clientId: 'station', filters: ['feed/#'] });
    await live(station);
    const stoppedAt = Date.now();
    await mosquitto.stop();
    await vi.waitFor(() => expect(station.health().state).toBe('down'), { timeout: 2_000, interval: 10 });
    expect(Date.now() - stoppedAt).toBeLessThan(2_000);
    await mosquitto.start();
    const feeding = await producer(mosquitto.url);
    await feeding.publishAsync('feed/x', 'while away', { qos: 1 });
    await live(station);
    await vi.waitFor(() => expect(texts(station)).toContain('while away'), { timeout: 5_000 });
  });

  test('is not asked more than once a second', async () => {
    let attempts = 0;
    const server = createServer((socket) => {
      attempts += 1;
      socket.destroy();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    stops.push(() => server.close());
    const station = connection({ settings: { url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}` }, clientId: 'station' });
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect(attempts).toBeGreaterThanOrEqual(2);
    expect(attempts).toBeLessThanOrEqual(7);
    expect(station.health()).toMatchObject({ state: 'down', reason: expect.stringMatching(/closed|cut/) as unknown });
  });

  test('that was never there is named with its address', async () => {
    const port = await freePort();
    const station = connection({ settings: { url: `mqtt://127.0.0.1:${port}` }, clientId: 'station' });
    await vi.waitFor(() => expect(station.health()).toMatchObject({ state: 'down', reason: `Nothing answers at 127.0.0.1:${port}.` }), soon);
  });
});

describe('a broker that refuses', () => {
  test('a password is asked seldom, with a reason', async () => {
    const mosquitto = await broker({ anonymous: false });
    const wrong = connection({ settings: { url: mosquitto.url, user: 'station', passwordSecret: 'broker' }, clientId: 'station', secrets: { broker: 'wrong' } });
    await vi.waitFor(() => expect(wrong.health().reason).toMatch(/refuses the user name or password|does not allow/), { timeout: 5_000 });
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    const attempts = readFileSync(join(mosquitto.folder, 'mosquitto.log'), 'utf8').match(/New connection/g) ?? [];
    // One is the helper's own look whether the port is open.
    expect(attempts.length).toBeLessThanOrEqual(2);
  });

  test('is not asked at all without the secret', async () => {
    const mosquitto = await broker();
    const station = connection({ settings: { url: mosquitto.url, user: 'station', passwordSecret: 'broker' }, clientId: 'station' });
    await vi.waitFor(() => expect(station.health()).toMatchObject({ state: 'down', reason: 'The secret "broker" is not set on this station.' }), soon);
  });

  test('a certificate is named, and accepts ours with the right authority', async () => {
    const mosquitto = await broker({
      config: [`cafile ${fixture('authority.pem')}`, `certfile ${fixture('server.pem')}`, `keyfile ${fixture('server.key')}`, 'require_certificate true'],
    });
    const url = mosquitto.url.replace('mqtt:', 'mqtts:');
    const own = { authorityFile: fixture('authority.pem'), certificateFile: fixture('client.pem'), keyFile: fixture('client.key') };
    const right = connection({ settings: { url, ...own }, clientId: 'right', filters: ['feed/#'] });
    await live(right);
    const wrong = connection({ settings: { url, ...own, authorityFile: fixture('other-authority.pem') }, clientId: 'wrong' });
    await vi.waitFor(() => expect(wrong.health().reason).toMatch(/certificate check/), soon);
    const missing = connection({ settings: { url, ...own, keyFile: fixture('none.key') }, clientId: 'missing' });
    await vi.waitFor(() => expect(missing.health().reason).toMatch(/none\.key cannot be read \(ENOENT\)/), soon);
  });
});

test('two programs with one client id are told so, and ask no more than once a second', async () => {
  const mosquitto = await broker();
  const pair = [1, 2].map(() => connection({ settings: { url: mosquitto.url }, clientId: 'same', filters: ['feed/#'] }));
  await vi.waitFor(() => expect(pair.some((each) => each.health().reason?.includes('same client id'))).toBe(true), { timeout: 15_000, interval: 20 });
  const connects = (): number => (readFileSync(join(mosquitto.folder, 'mosquitto.log'), 'utf8').match(/as same/g) ?? []).length;
  const before = connects();
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  expect(connects() - before).toBeLessThanOrEqual(2 * 6);
});
