import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { madeScenes } from '#tests/fixtures/asterisk-made.ts';
import { callIdOf, readScene, recordedScenes, sceneBlocks, type Scene } from '#tests/fixtures/asterisk-scene.ts';
import { startAsteriskServer, type AsteriskServer } from '#tests/fixtures/asterisk-server.ts';
import { listenToContract, startGatewayProcess, type ContractListener, type GatewayProcess } from '#tests/fixtures/gateway-process.ts';
import { eventsOf, parseAmi, playMessages, testBridge } from '#tests/fixtures/play-scene.ts';
import { startMosquitto, type Mosquitto } from './mosquitto.ts';

let broker: Mosquitto;
let pbx: AsteriskServer;
let heard: ContractListener;
const gateways: GatewayProcess[] = [];

beforeEach(async () => {
  broker = await startMosquitto({ config: ['max_queued_messages 100000'] });
  pbx = await startAsteriskServer();
  heard = await listenToContract(broker.url);
});
afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.end('SIGKILL');
  await heard.close();
  await pbx.close();
  await broker.close();
});

async function start(instance = 'satu', more: readonly string[] = []): Promise<GatewayProcess> {
  const gateway = await startGatewayProcess({ amiPort: pbx.port, broker: broker.url, instance, more });
  gateways.push(gateway);
  return gateway;
}

const link = (): Record<string, unknown> | null => heard.body('link/pbx1');
const within = (ms: number) => ({ timeout: ms, interval: 25 });
const synced = (): Promise<unknown> => vi.waitFor(() => expect(link()).toMatchObject({ status: 'online', synced: true }), within(15_000));
/** Places in the queue move with every other call; they are not counted here. */
const typesOf = (callId: string): string[] => heard.events.filter(({ call_id, type }) => call_id === callId && type !== 'queue.position').map(({ type }) => type);
const now = (): number => Date.now() / 1_000;
/** A scene's blocks from the one event to before the other, as if they happened now. */
function part(scene: Scene, from: number, to = scene.events.length): string[] {
  return sceneBlocks(scene, { startS: now() - (scene.events[Math.min(to, scene.events.length) - 1]?.[0] ?? 0) }).slice(from, to);
}
const indexOf = (scene: Scene, event: string): number => scene.events.findIndex(([, name]) => name === event);

/** Lists carry no time of their own, so what they change has the moment they came. */
function comparable(events: readonly Record<string, unknown>[]): unknown[] {
  return events.map(({ id: _id, epoch: _epoch, pub_ts: _pub, ts, ...event }) => {
    const isOfList = event['type'] === 'queue.position' || event['type'] === 'queue.priority';
    return JSON.parse(JSON.stringify(isOfList ? event : { ...event, ts })) as unknown;
  });
}

test('every scene, in packets of a few bytes, gives at the broker what the bridge gives; nothing is lost or doubled', async () => {
  await start();
  await synced();
  const scenes = [...recordedScenes.map(readScene).filter(({ channels }) => Object.keys(channels).length > 0), ...Object.values(madeScenes)];
  const expected = scenes.flatMap((scene) => eventsOf(playMessages(testBridge(), parseAmi(sceneBlocks(scene).join(''))).outputs));
  for (const scene of scenes) await pbx.say(sceneBlocks(scene), { pieces: 311 });
  await vi.waitFor(() => expect(heard.events.length).toBeGreaterThanOrEqual(expected.length), within(20_000));
  for (const scene of scenes) {
    for (const channel of ['penelepon', 'kedua']) {
      const id = callIdOf(scene, channel);
      expect(comparable(heard.events.filter(({ call_id }) => call_id === id))).toEqual(comparable(expected.filter(({ call_id }) => call_id === id)));
    }
  }
  expect(new Set(heard.events.map(({ id }) => id)).size).toBe(heard.events.length);
});

test('a line that breaks in the middle of a call: what happened meanwhile is found by comparing, and nothing ends in silence', async () => {
  await start();
  await synced();
  const [answered, gone] = [madeScenes.a, madeScenes.c];
  await pbx.say([...part(answered, 0, indexOf(answered, 'AgentConnect')), ...part(gone, 0, 1)]);
  await vi.waitFor(() => expect(typesOf(callIdOf(gone))).toEqual(['queue.joined']), within(5_000));
  pbx.drop();
  await vi.waitFor(() => expect(link()).toMatchObject({ status: 'online', detail: 'pbx_down' }), within(3_000));
  pbx.happen(part(gone, 1));
  pbx.happen(['Event: QueueMemberStatus\r\nQueue: darurat\r\nInterface: PJSIP/201\r\nMemberName: Petugas 201\r\nStatus: 2\r\n\r\n', ...part(answered, indexOf(answered, 'AgentConnect'), indexOf(answered, 'HangupRequest'))]);
  await vi.waitFor(() => expect(typesOf(callIdOf(answered))).toEqual(['queue.joined', 'agent.offered', 'agent.connected']), within(15_000));
  await vi.waitFor(() => expect(typesOf(callIdOf(gone))).toEqual(['queue.joined', 'call.reconciled', 'call.ended']), within(15_000));
  expect(heard.events.find(({ type, call_id }) => type === 'call.ended' && call_id === callIdOf(gone))).toMatchObject({ outcome: 'unknown', callback_needed: true });
  expect(link()).not.toHaveProperty('detail');
  await pbx.say(part(answered, indexOf(answered, 'HangupRequest')));
  await vi.waitFor(() => expect(typesOf(callIdOf(answered)).slice(3)).toEqual(['agent.completed', 'call.ended']), within(5_000));
  await vi.waitFor(() => expect(heard.body(`tel/calls/${callIdOf(answered)}/state`)).toMatchObject({ state: 'ended', outcome: 'served', agent: { id: '201' } }), within(2_000));
});

test('a line that is half open is noticed within ten seconds, and nothing is concluded from its silence', async () => {
  await start();
  await synced();
  await pbx.say(part(madeScenes.c, 0, 1));
  const mutedAtMs = Date.now();
  pbx.mute();
  await vi.waitFor(() => expect(link()).toMatchObject({ status: 'online', detail: 'pbx_down' }), within(12_000));
  expect(Date.now() - mutedAtMs).toBeLessThan(10_500);
  pbx.unmute();
  await vi.waitFor(() => expect(link()).not.toHaveProperty('detail'), within(15_000));
  expect(typesOf(callIdOf(madeScenes.c))).toEqual(['queue.joined']);
});

test('a wrong password is not tried again and again, and stands in no log', async () => {
  await pbx.close();
  pbx = await startAsteriskServer({ secret: 'yang-benar' });
  const gateway = await start();
  await vi.waitFor(() => expect(gateway.log()).toContain('refused the login'), within(5_000));
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  expect(pbx.actions.filter(({ Action }) => Action === 'Login')).toHaveLength(1);
  expect(gateway.log()).not.toContain('rahasia');
  expect(link()).toMatchObject({ status: 'online', detail: 'pbx_down' });
});

test('five hundred calls at once, each answered and ended: every event once, in its order', async () => {
  await start();
  await synced();
  const scenes = Array.from({ length: 500 }, (_, index) => {
    const events = madeScenes.a.events.map(([at, name, channels, own]) => [at, name, channels, name === 'QueueCallerJoin' ? { ...own, Position: String(index + 1) } : own] as const);
    return { ...madeScenes.a, events, channels: moved(index) };
  });
  for (let step = 0; step < madeScenes.a.events.length; step += 1) await pbx.say(scenes.flatMap((scene) => part(scene, step, step + 1)));
  await vi.waitFor(() => expect(heard.events.filter(({ type }) => type === 'call.ended')).toHaveLength(500), within(30_000));
  for (const scene of scenes) {
    expect(typesOf(callIdOf(scene))).toEqual(['queue.joined', 'agent.offered', 'agent.connected', 'agent.completed', 'call.ended']);
  }
  for (const [id, count] of Object.entries(Object.groupBy(heard.events, ({ call_id }) => call_id)).map(([id, events = []]) => [id, events.map(({ seq }) => seq)] as const)) {
    expect([id, count]).toEqual([id, count.map((_, index) => index + 1)]);
  }
});

/** The channels of the plain call as another call's. */
function moved(index: number): Scene['channels'] {
  const rename = (text: string): string => text.replace('1796100001.', `17962${String(index).padStart(5, '0')}.`).replace('-0000000', `-${String(index).padStart(4, '0')}000`);
  return Object.fromEntries(Object.entries(madeScenes.a.channels).map(([key, fields]) => [key, Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, rename(value)]))]));
}

test('killed and started again: its own retained states are read back, what is gone ends first, what goes on keeps its number and goes on', async () => {
  const first = await start();
  await synced();
  const [stays, goes] = [madeScenes.a, madeScenes.r];
  await pbx.say([...part(stays, 0, 2), ...part(goes, 0, indexOf(goes, 'Hold'))]);
  await vi.waitFor(() => expect(typesOf(callIdOf(goes)).at(-1)).toBe('agent.connected'), within(5_000));
  const epochBefore = String(link()?.['epoch']);
  await first.end('SIGKILL');
  await vi.waitFor(() => expect(link()).toMatchObject({ status: 'offline' }), within(5_000));
  pbx.happen(part(goes, indexOf(goes, 'Hold')));
  const seen = heard.events.length;
  await start();
  await synced();
  const epoch = String(link()?.['epoch']);
  expect(Date.parse(epoch)).toBeGreaterThan(Date.parse(epochBefore));
  const [of, ended] = [callIdOf(stays), callIdOf(goes)];
  expect(heard.events.slice(seen).map(({ type, call_id }) => `${type} ${call_id}`).sort()).toEqual([`call.ended ${ended}`, `call.reconciled ${ended}`, `call.reconciled ${of}`].sort());
  expect(heard.body(`tel/calls/${ended}/state`)).toMatchObject({ state: 'ended', outcome: 'unknown', epoch });
  expect(heard.body(`tel/calls/${of}/state`)).toMatchObject({ state: 'queued', epoch, caller: { e164: '+6282340110999' } });
  await pbx.say(part(stays, 2));
  await vi.waitFor(() => expect(typesOf(of).slice(-4)).toEqual(['agent.offered', 'agent.connected', 'agent.completed', 'call.ended']), within(5_000));
  const places = heard.events.filter(({ call_id }) => call_id === of).map((event) => `${event.epoch} ${String(event.seq).padStart(4, '0')}`);
  expect(places).toEqual([...new Set(places)].sort());
});

test('of two gateways one publishes; the second takes over when the first is killed, and when it hangs, which then stands aside', async () => {
  const first = await start('satu');
  await synced();
  const second = await start('dua');
  await pbx.say(part(madeScenes.a, 0, 2));
  await vi.waitFor(() => expect(typesOf(callIdOf(madeScenes.a))).toHaveLength(1), within(5_000));
  expect(pbx.connections()).toBe(1);
  const epochs = [String(link()?.['epoch'])];
  await first.end('SIGKILL');
  await vi.waitFor(() => expect(second.log()).toContain('compared with the telephone system'), within(10_000));
  await vi.waitFor(() => expect(link()).toMatchObject({ status: 'online', synced: true }), within(5_000));
  epochs.push(String(link()?.['epoch']));

  const third = await start('tiga');
  second.process.kill('SIGSTOP');
  await vi.waitFor(() => expect(third.log()).toContain('compared with the telephone system'), within(30_000));
  second.process.kill('SIGCONT');
  await vi.waitFor(() => expect(second.log()).toMatch(/another gateway|Another gateway/), within(10_000));
  await vi.waitFor(() => expect(link()).toMatchObject({ status: 'online', synced: true }), within(5_000));
  epochs.push(String(link()?.['epoch']));
  expect(epochs).toEqual([...epochs].sort());
  expect(new Set(epochs).size).toBe(3);

  await pbx.say(part(madeScenes.a, 2));
  await vi.waitFor(() => expect(typesOf(callIdOf(madeScenes.a)).at(-1)).toBe('call.ended'), within(5_000));
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(typesOf(callIdOf(madeScenes.a))).toEqual(['queue.joined', 'call.reconciled', 'call.reconciled', 'agent.offered', 'agent.connected', 'agent.completed', 'call.ended']);
  await vi.waitFor(() => expect(heard.body(`tel/calls/${callIdOf(madeScenes.a)}/state`)).toMatchObject({ epoch: epochs[2] }), within(2_000));
});

test('while the broker is away the gateway goes on; afterwards everything comes, once and under the same epoch', async () => {
  await start();
  await synced();
  const epoch = link()?.['epoch'];
  await pbx.say(part(madeScenes.b, 0, 3));
  await vi.waitFor(() => expect(typesOf(callIdOf(madeScenes.b))).toHaveLength(2), within(5_000));
  await broker.stop('SIGKILL');
  await pbx.say(part(madeScenes.b, 3));
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await broker.start();
  await vi.waitFor(() => expect(typesOf(callIdOf(madeScenes.b)).at(-1)).toBe('call.ended'), within(15_000));
  const events = heard.events.filter(({ call_id }) => call_id === callIdOf(madeScenes.b));
  expect([...new Set(events.map(({ seq }) => seq))]).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(new Set(events.map((event) => event.epoch))).toEqual(new Set([epoch]));
});
