import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { Aedes } from 'aedes';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { testBrokerConnection, type TestConnection } from './test-broker-connection.ts';
import { soon } from '#tests/fixtures/soon.ts';

let aedes: Aedes;
let server: Server;
let url: string;
let station: TestConnection | null = null;

beforeEach(async () => {
  aedes = await Aedes.createBroker();
  server = createServer(aedes.handle);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await station?.close();
  station = null;
  await new Promise<void>((resolve) => aedes.close(() => resolve()));
  server.close();
});

const publish = (topic: string, payload: string): Promise<void> =>
  new Promise((resolve, reject) => aedes.publish({ cmd: 'publish', topic, payload, qos: 1, retain: false, dup: false }, (error) => (error ? reject(error) : resolve())));

test('a broker that does not speak MQTT 5 is spoken to in 3.1.1, with the same promises', async () => {
  station = testBrokerConnection({ settings: { url }, clientId: 'station', filters: ['feed/#'], onMessage: () => undefined });
  await vi.waitFor(() => expect(station?.health().state).toBe('live'), { timeout: 10_000 });
  await publish('feed/x', 'one');
  await vi.waitFor(() => expect(station?.received.map(({ text }) => text)).toEqual(['one']), soon);
  await station.close();
  station = testBrokerConnection({ settings: { url }, clientId: 'station', filters: ['feed/#'] });
  await vi.waitFor(() => expect(station?.received.map(({ text }) => text)).toEqual(['one']), { timeout: 10_000 });
  expect(await station.publish('orders/x', 'go', { qos: 1, retain: false })).toEqual({ ok: true, value: undefined });
});

test('topics that the broker does not let us read are named to those who read them', async () => {
  aedes.authorizeSubscribe = (_client, subscription, callback) => callback(null, subscription.topic.startsWith('secret') ? null : subscription);
  station = testBrokerConnection({ settings: { url }, clientId: 'station', filters: ['feed/#', 'secret/#'] });
  await vi.waitFor(() => expect(station?.health()).toMatchObject({ state: 'late', reason: 'The broker does not let this station read secret/#.' }), { timeout: 10_000 });
  expect(station.healthOf(['feed/one'])).toEqual({ state: 'live', reason: null });
  expect(station.healthOf(['secret/one']).state).toBe('late');
  expect(station.isUp()).toBe(true);
});

test('a link held back because nothing can be stored stays up, and goes on when storing works again', async () => {
  station = testBrokerConnection({ settings: { url }, clientId: 'station', filters: ['feed/#'], onMessage: () => undefined });
  await vi.waitFor(() => expect(station?.health().state).toBe('live'), { timeout: 10_000 });
  for (let index = 0; index < 6_000; index += 1) await publish('feed/x', String(index));
  await vi.waitFor(() => expect(station?.received.length).toBe(5_000), { timeout: 10_000 });
  // Longer than any keepalive of either side.
  await new Promise((resolve) => setTimeout(resolve, 17_000));
  expect(station.received).toHaveLength(5_000);
  expect(station.healths.filter((health) => health.state === 'live')).toHaveLength(1);
  expect(station.health().state).toBe('live');
  for (let index = 0; index < 6_000; index += 1) {
    await vi.waitFor(() => expect(station?.received.length).toBeGreaterThan(index), { timeout: 10_000, interval: 5 });
    station.received[index]?.stored();
  }
  expect(station.received.map(({ text }) => text)).toEqual(Array.from({ length: 6_000 }, (_, index) => String(index)));
});
