import { connectAsync, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { profileSchema, type Profile } from '#contract/profile.ts';
import { systemClock } from '#core/clock.ts';
import { createLog } from '#core/log.ts';
import { createSources, type Sources } from '#core/sources/sources.ts';
import type { Decoded, Message } from '#domain/facts/fact.ts';
import type { Link } from '#domain/links/link.ts';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';
import { startMosquitto, type Mosquitto } from './mosquitto.ts';
import { soon } from '#tests/fixtures/soon.ts';

type Delivered = { readonly sourceId: string; readonly message: Message; readonly decoded: Decoded; readonly stored: () => void };

let mosquitto: Mosquitto;
let feeding: MqttClient;
let sources: Sources;
let delivered: Delivered[];
let states: { readonly atMs: number; readonly links: readonly Link[] }[];
let liveBrokers: string[];

const profile = (): Profile =>
  profileSchema.parse({
    ...smallProfileSource,
    brokers: [{ id: 'site', url: mosquitto.url }],
    sources: [
      { id: 'telephony', broker: 'site', kind: 'telephony' },
      { id: 'kalianget', broker: 'site', kind: 'mmdvm', name: 'kalianget', label: 'Repeater Kalianget' },
      { id: 'phones', broker: 'site', kind: 'owntracks' },
      { id: 'phones-again', broker: 'site', kind: 'owntracks', topic: 'owntracks/+/#' },
      { id: 'trackers', broker: 'site', kind: 'traccar' },
    ],
  });

beforeEach(async () => {
  mosquitto = await startMosquitto();
  feeding = await connectAsync(mosquitto.url, { reconnectPeriod: 100 });
  delivered = [];
  states = [];
  liveBrokers = [];
  sources = createSources({
    profile: profile(),
    clientId: 'siaga-test',
    readSecret: () => undefined,
    clock: systemClock,
    log: createLog(() => undefined, Date.now),
    deliver: (sourceId, message, decoded, stored) => {
      delivered.push({ sourceId, message, decoded, stored });
      stored();
    },
    onLinks: () => states.push({ atMs: Date.now(), links: sources.links() }),
  });
  sources.onLive((brokerId) => liveBrokers.push(brokerId));
  await vi.waitFor(() => expect(sources.links()[0]).toMatchObject({ state: 'live' }), { timeout: 10_000 });
});
afterEach(async () => {
  await sources.close();
  await feeding.endAsync(true);
  await mosquitto.close();
});

const linkOf = (id: string): Link | undefined => sources.links().find((link) => link.id === id);
const send = (topic: string, payload: string | object): Promise<unknown> => feeding.publishAsync(topic, typeof payload === 'string' ? payload : JSON.stringify(payload), { qos: 1 });
const start = { DMR: { action: 'start', slot: 1, source: 'rf', src_id: 5_110_001, dst_id: 112, group: 'yes', timestamp: new Date().toISOString() } };

test('each message reaches the decoder of every source it belongs to, and counts there', async () => {
  await send('kalianget/json', start);
  await send('kalianget/json', 'not json');
  await send('owntracks/amb/1', { _type: 'location', lat: -7.05, lon: 113.8, tst: Math.round(Date.now() / 1000), tid: 'A1' });
  await vi.waitFor(() => expect(delivered).toHaveLength(4), soon);
  expect(delivered.map(({ sourceId, decoded }) => [sourceId, decoded.ok])).toEqual([['kalianget', true], ['kalianget', false], ['phones', true], ['phones-again', true]]);
  await vi.waitFor(() => expect(linkOf('kalianget')).toMatchObject({ name: 'Repeater Kalianget', state: 'live', messages: 2, rejected: 1, kind: 'radio' }), soon);
  expect(linkOf('broker:site')).toMatchObject({ kind: 'broker', state: 'live', rejected: 1 });
  expect(linkOf('trackers')).toMatchObject({ state: 'late', messages: 0 });
});

test('a broker that goes takes its sources with it within 5 s, and they come back with it', async () => {
  await send('kalianget/json', start);
  await vi.waitFor(() => expect(linkOf('kalianget')?.state).toBe('live'), soon);
  await mosquitto.stop();
  const stoppedAtMs = Date.now();
  await vi.waitFor(() => expect(sources.links().every((link) => link.state === 'down')).toBe(true), { timeout: 5_000 });
  expect(Date.now() - stoppedAtMs).toBeLessThan(5_000);
  expect(states.at(-1)?.links.every((link) => link.state === 'down' && link.reason !== null)).toBe(true);
  expect(sources.isLive('site')).toBe(false);
  expect(await sources.publish('site', 'orders/x', 'go', { qos: 1, retain: false })).toMatchObject({ ok: false });
  await mosquitto.start();
  await vi.waitFor(() => expect(linkOf('kalianget')?.state).toBe('live'), { timeout: 10_000 });
  expect(sources.isLive('site')).toBe(true);
  expect(liveBrokers).toEqual(['site', 'site']);
});

test('a radio host is asked whether it is there', async () => {
  await feeding.subscribeAsync('+/command', { qos: 0 });
  const asked = new Promise<string>((resolve) => feeding.once('message', (topic, payload) => resolve(`${topic}: ${payload.toString()}`)));
  await sources.close();
  sources = createSources({ profile: profile(), clientId: 'siaga-other', readSecret: () => undefined, clock: systemClock, log: createLog(() => undefined, Date.now), deliver: (_id, _message, _decoded, stored) => stored(), onLinks: () => undefined });
  expect(await asked).toBe('kalianget/command: status');
  await send('kalianget/response', 'dmr:conn');
  await vi.waitFor(() => expect(linkOf('kalianget')).toMatchObject({ state: 'live', messages: 1, rejected: 0 }), soon);
});

test('the telephone bridge is down by its last will and live by its beat', async () => {
  const at = new Date().toISOString();
  await send('cc112/v1/sumenep/beat/pbx', { v: 1, ts: at, seq: 1 });
  await vi.waitFor(() => expect(linkOf('telephony')?.state).toBe('live'), soon);
  await send('cc112/v1/sumenep/link/pbx', { v: 1, status: 'offline', epoch: at, ts: at });
  await vi.waitFor(() => expect(linkOf('telephony')).toMatchObject({ state: 'down' }), soon);
  expect(linkOf('telephony')?.reason).toMatch(/offline/);
  await send('cc112/v1/sumenep/beat/pbx', { v: 1, ts: new Date().toISOString(), seq: 2 });
  await vi.waitFor(() => expect(linkOf('telephony')?.state).toBe('live'), soon);
});

test('publishing resolves with the confirmation of the broker, and names a broker that is not in the profile', async () => {
  expect(await sources.publish('site', 'orders/p01', 'go', { qos: 1, retain: true })).toEqual({ ok: true, value: undefined });
  expect(await sources.publish('nowhere', 'orders/p01', 'go', { qos: 1, retain: false })).toMatchObject({ ok: false, code: 'broker-unknown' });
  expect(await sources.publish('site', 'orders/#', 'go', { qos: 1, retain: false })).toMatchObject({ ok: false, code: 'bad-topic' });
});
