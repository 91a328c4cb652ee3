import { connectAsync, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { seededRandom } from '#tests/fixtures/seeded-random.ts';
import { startMosquitto, type Mosquitto } from '../integration/mosquitto.ts';
import { testBrokerConnection, type TestConnection } from '../integration/test-broker-connection.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

let mosquitto: Mosquitto;
let proxy: TcpProxy;
let direct: MqttClient;
let station: TestConnection;

beforeEach(async () => {
  mosquitto = await startMosquitto({ config: ['max_queued_messages 0'] });
  proxy = await startTcpProxy(mosquitto.port);
  direct = await connectAsync(mosquitto.url, { reconnectPeriod: 0 });
  station = testBrokerConnection({ settings: { url: `mqtt://127.0.0.1:${proxy.port}` }, clientId: 'station', filters: ['feed/#'] });
  await vi.waitFor(() => expect(station.health().state).toBe('live'), { timeout: 10_000 });
});
afterEach(async () => {
  await station.close();
  await direct.endAsync(true);
  await proxy.close();
  await mosquitto.close();
});

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('row 22: a link that breaks every second or two loses nothing in either direction, keeps the order, and is asked at most once a second', async () => {
  const random = seededRandom(112);
  const sentOut: string[] = [];
  const arrivedAtBroker: string[] = [];
  await direct.subscribeAsync('orders/#', { qos: 1 });
  direct.on('message', (_topic, payload) => arrivedAtBroker.push(payload.toString()));

  let isFlapping = true;
  const startedAt = performance.now();
  const connectionsBefore = proxy.connections();
  const flap = (async () => {
    for (let turn = 0; turn < 12; turn += 1) {
      await wait(1_000 + random() * 1_500);
      proxy.cut();
    }
    isFlapping = false;
  })();
  const feed = (async () => {
    for (let index = 0; isFlapping; index += 1) {
      await direct.publishAsync('feed/x', String(index), { qos: 1 });
      await wait(5);
    }
  })();
  const outbox = (async () => {
    for (let index = 0; isFlapping; index += 1) {
      // Like the outbox of a station: the next one leaves only after this one was confirmed.
      while (!(await station.publish('orders/x', String(index), { qos: 1, retain: false })).ok) await wait(50);
      sentOut.push(String(index));
      await wait(20);
    }
  })();
  await Promise.all([flap, feed, outbox]);
  const seconds = (performance.now() - startedAt) / 1000;
  const attempts = proxy.connections() - connectionsBefore;
  await vi.waitFor(() => expect(station.health().state).not.toBe('down'), { timeout: 10_000 });
  await direct.publishAsync('feed/x', 'last', { qos: 1 });
  await vi.waitFor(() => expect(station.received.at(-1)?.text).toBe('last'), { timeout: 10_000 });

  const texts = station.received.map(({ text }) => text).filter((text) => text !== 'last');
  const first = [...new Set(texts)];
  console.log(`${attempts} attempts in ${Math.round(seconds)} s; ${first.length} messages in, ${texts.length - first.length} twice; ${sentOut.length} out, ${arrivedAtBroker.length - new Set(arrivedAtBroker).size} twice`);
  expect(first).toEqual(Array.from({ length: first.length }, (_, index) => String(index)));
  expect(first.length).toBeGreaterThan(500);
  expect([...new Set(arrivedAtBroker)]).toEqual(sentOut);
  expect(attempts).toBeLessThanOrEqual(seconds + 1);
});

test('row 23: a half-open link is noticed within 10 s and nothing that went into it counts as sent', async () => {
  proxy.swallow(true);
  const lostAt = performance.now();
  const outcome = station.publish('orders/x', 'lost', { qos: 1, retain: false });
  await vi.waitFor(() => expect(station.health().state).toBe('down'), { timeout: 12_000, interval: 20 });
  const noticedMs = performance.now() - lostAt;
  console.log(`half-open noticed after ${Math.round(noticedMs)} ms`);
  expect(noticedMs).toBeLessThanOrEqual(10_000);
  expect(await outcome).toMatchObject({ ok: false });
  proxy.swallow(false);
  await vi.waitFor(() => expect(station.isUp()).toBe(true), { timeout: 20_000 });
});
