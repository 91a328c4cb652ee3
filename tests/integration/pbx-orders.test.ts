import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { QueueCall } from '#domain/calls/call.ts';
import { madeScenes } from '#tests/fixtures/asterisk-made.ts';
import { callIdOf, sceneBlocks, type Scene } from '#tests/fixtures/asterisk-scene.ts';
import { startAsteriskServer, type AsteriskServer } from '#tests/fixtures/asterisk-server.ts';
import { listenToContract, startGatewayProcess, type ContractListener, type GatewayProcess } from '#tests/fixtures/gateway-process.ts';
import { startHeadlessStation } from '#tests/fixtures/headless-station.ts';
import { stationProfile } from '#tests/fixtures/station-profile.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { startMosquitto, type Mosquitto } from './mosquitto.ts';

let broker: Mosquitto;
let pbx: AsteriskServer;
let heard: ContractListener;
let gateway: GatewayProcess;

const within = (ms: number) => ({ timeout: ms, interval: 25 });

beforeEach(async () => {
  broker = await startMosquitto();
  pbx = await startAsteriskServer();
  heard = await listenToContract(broker.url);
  gateway = await startGatewayProcess({ amiPort: pbx.port, broker: broker.url });
  await vi.waitFor(() => expect(heard.body('link/pbx1')).toMatchObject({ status: 'online', synced: true }), within(15_000));
});
afterEach(async () => {
  await gateway.end('SIGKILL');
  await heard.close();
  await pbx.close();
  await broker.close();
});

/** A scene's blocks from the one event to before the other, the last of them as if it happened now. */
function part(scene: Scene, from: number, to = scene.events.length): string[] {
  return sceneBlocks(scene, { startS: Date.now() / 1_000 - (scene.events[to - 1]?.[0] ?? 0) }).slice(from, to);
}
const typesOf = (callId: string): string[] => heard.events.filter(({ call_id, type }) => call_id === callId && type !== 'queue.position').map(({ type }) => type);
const asked = (name: string): Readonly<Record<string, string>>[] => pbx.actions.filter(({ Action }) => Action === name);

let orders = 0;
/** Orders as the workstation S1 does, and waits for the answer. */
async function order(cmd: string, callId: string | null, fields: object = {}, id = `perintah-${(orders += 1)}`): Promise<Record<string, unknown>> {
  const topic = 'cc112/v1/sumenep/tel/reply/S1';
  heard.latest.delete(topic);
  const ts = Date.now();
  const body = { v: 1, id, ts: new Date(ts).toISOString(), expires_at: new Date(ts + 5_000).toISOString(), workstation: 'S1', agent_id: '201', cmd, ...(callId === null ? {} : { call_id: callId }), args: {}, ...fields };
  await heard.publish('tel/cmd/S1', body);
  await vi.waitFor(() => expect(heard.body('tel/reply/S1')).toMatchObject({ v: 1, id }), within(5_000));
  return heard.body('tel/reply/S1') ?? {};
}

test('orders become actions of the manager, once each, and are answered', async () => {
  const scene = madeScenes.a;
  const id = callIdOf(scene);
  const caller = scene.channels.penelepon?.['Channel'];
  const agent = scene.channels.petugas201?.['Channel'];
  await pbx.say(part(scene, 0, 5));
  await vi.waitFor(() => expect(typesOf(id)).toHaveLength(2), within(5_000));

  expect(await order('call.priority', id, { args: { priority: 7 } })).toMatchObject({ ok: true });
  expect(asked('QueueChangePriorityCaller')).toMatchObject([{ Queue: 'darurat', Caller: caller, Priority: '7' }]);
  await vi.waitFor(() => expect(heard.events.at(-1)).toMatchObject({ type: 'queue.priority', priority: 7 }), within(2_000));

  await pbx.say(part(scene, 5, 10));
  await vi.waitFor(() => expect(typesOf(id).at(-1)).toBe('agent.connected'), within(5_000));
  expect(await order('call.transfer_blind', id, { args: { target: '119' } }, 'sekali')).toMatchObject({ ok: true });
  expect(await order('call.transfer_blind', id, { args: { target: '119' } }, 'sekali')).toMatchObject({ ok: true });
  expect(asked('BlindTransfer')).toMatchObject([{ Channel: agent, Exten: '119', Context: 'from-internal' }]);
  expect(await order('call.transfer_attended', id, { args: { target: '119' } })).toMatchObject({ ok: true });
  expect(await order('call.transfer_cancel', id)).toMatchObject({ ok: true });
  expect(await order('call.transfer_complete', id)).toMatchObject({ ok: true });
  expect(await order('call.kill', id)).toMatchObject({ ok: true });
  expect([asked('Atxfer'), asked('CancelAtxfer')]).toMatchObject([[{ Channel: agent, Exten: '119' }], [{ Channel: agent }]]);
  expect(asked('Hangup')).toMatchObject([{ Channel: agent }, { Channel: caller, Cause: '16' }]);

  await order('call.callback', id);
  await order('agent.login', null, { agent_id: '205', args: { queue: 'darurat' } });
  await order('agent.pause', null, { args: { reason: 'Salat' } });
  await order('agent.unpause', null);
  await order('agent.logout', null, { args: { queue: 'darurat' } });
  expect(asked('Originate')).toMatchObject([{ Channel: 'PJSIP/201', Exten: '+6282340110999', Async: 'true', Variable: `__SIAGA_CALLBACK_OF=${id}` }]);
  expect(asked('QueueAdd')).toMatchObject([{ Queue: 'darurat', Interface: 'PJSIP/205' }]);
  expect(asked('QueuePause')).toMatchObject([{ Interface: 'PJSIP/201', Paused: 'true', Reason: 'Salat' }, { Interface: 'PJSIP/201', Paused: 'false' }]);
  expect(asked('QueueRemove')).toMatchObject([{ Queue: 'darurat', Interface: 'PJSIP/201' }]);
  // Nothing of all this is an event before the telephone system says so.
  expect(typesOf(id)).toEqual(['queue.joined', 'agent.offered', 'queue.priority', 'agent.connected']);
});

test('orders that are late, unknown, refused or would smuggle in another action change nothing and say why', async () => {
  const id = callIdOf(madeScenes.c);
  await pbx.say(part(madeScenes.c, 0, 1));
  await vi.waitFor(() => expect(typesOf(id)).toHaveLength(1), within(5_000));
  pbx.answer('QueueWithdrawCaller', { response: 'Error', message: 'No such caller' });
  const before = pbx.actions.length;
  const codes = [
    await order('call.kill', id, { expires_at: new Date(Date.now() - 1).toISOString() }),
    await order('call.kill', 'pbx1-9999'),
    await order('call.dance', id),
    await order('call.transfer_blind', id, { args: { target: '119' } }),
    await order('call.transfer_blind', id, { args: { target: '119\r\nAction: Originate' } }),
    await order('agent.pause', null, { args: { reason: 'x\r\nAction: Command' } }),
    await order('call.priority', id, { args: { priority: '7' } }),
    await order('call.withdraw', id),
  ].map((reply) => [reply['ok'], (reply['error'] as { code: string }).code]);
  expect(codes).toEqual([
    [false, 'expired'],
    [false, 'no_such_call'],
    [false, 'unknown_command'],
    [false, 'not_answered'],
    [false, 'invalid'],
    [false, 'invalid'],
    [false, 'invalid'],
    [false, 'no_such_caller'],
  ]);
  expect(new Set(pbx.actions.slice(before).map(({ Action }) => Action).filter((name) => !['Ping', 'QueueStatus', 'CoreShowChannels'].includes(String(name))))).toEqual(new Set(['QueueWithdrawCaller']));
  expect(typesOf(id)).toEqual(['queue.joined']);
});

test('an operator who pulls a waiting caller has them: offered, connected, completed and ended, though they left the queue', async () => {
  const scene = madeScenes.a;
  const id = callIdOf(scene);
  const dial = { '': 'penelepon', Dest: 'petugas201' };
  const pulled: Scene = {
    ...scene,
    events: [
      scene.events[0]!,
      [3, 'QueueCallerAbandon', { '': 'penelepon' }, { Queue: 'darurat', Position: '1', OriginalPosition: '1', HoldTime: '3' }],
      [3.0002, 'QueueCallerLeave', { '': 'penelepon' }, { Queue: 'darurat', Position: '1', Count: '0' }],
      [3.1, 'Newchannel', { '': 'petugas201' }, {}],
      [3.11, 'DialBegin', dial, { DialString: 'PJSIP/201' }],
      [5, 'DialEnd', dial, { DialStatus: 'ANSWER' }],
      [5.1, 'BridgeEnter', { '': 'petugas201' }, { BridgeUniqueid: 'ruang-9' }],
      [5.2, 'BridgeEnter', { '': 'penelepon' }, { BridgeUniqueid: 'ruang-9' }],
      [9, 'HangupRequest', { '': 'petugas201' }, { Cause: '16' }],
      [9.01, 'Hangup', { '': 'petugas201' }, { Cause: '16', 'Cause-txt': 'Normal Clearing' }],
      [9.02, 'Hangup', { '': 'penelepon' }, { Cause: '16', 'Cause-txt': 'Normal Clearing' }],
    ],
  };
  await pbx.say(part(pulled, 0, 1));
  await vi.waitFor(() => expect(typesOf(id)).toHaveLength(1), within(5_000));
  expect(await order('call.pull', id)).toMatchObject({ ok: true });
  expect(asked('Redirect')).toMatchObject([{ Channel: scene.channels.penelepon?.['Channel'], Exten: '201', Context: 'from-internal' }]);
  await pbx.say(part(pulled, 1));
  await vi.waitFor(() => expect(typesOf(id)).toEqual(['queue.joined', 'agent.offered', 'agent.connected', 'agent.completed', 'call.ended']), within(5_000));
  expect(heard.events.at(-1)).toMatchObject({ type: 'call.ended', outcome: 'served', by: 'agent', callback_needed: false });
});

test("a station follows it: the caller stands in the console's queue, is answered and gone, and the source says when the telephone system cannot be heard", async () => {
  const profile = stationProfile('S1', { brokerUrl: broker.url, sources: [{ id: 'telepon', kind: 'telephony', broker: 'lan', producer: 'pbx1' }] });
  const station = await startHeadlessStation({ dataDir: temporaryFolder(), profile });
  onTestFinished(() => station.kill());
  const client = await station.client();
  onTestFinished(() => client.close());
  const calls = new Map<string, QueueCall>();
  const links = new Map<string, string>();
  client.follow('calls', {}, (update) => {
    for (const call of update.changed) calls.set(call.id, call);
  });
  client.follow('links', {}, (update) => {
    for (const link of update.changed) links.set(link.id, link.state);
  });
  await vi.waitFor(() => expect([...links.values()]).toContain('live'), within(15_000));
  const id = callIdOf(madeScenes.a);
  await pbx.say(part(madeScenes.a, 0, 1));
  await vi.waitFor(() => expect(calls.get(id)).toMatchObject({ state: 'queued', position: 1, queue: 'darurat', caller: { e164: '+6282340110999', name: 'Bu Halimah' }, historyIncomplete: false }), within(5_000));
  await pbx.say(part(madeScenes.a, 1, 10));
  await vi.waitFor(() => expect(calls.get(id)).toMatchObject({ state: 'answered', agent: '201' }), within(5_000));
  const sourceBefore = [...links].filter(([, state]) => state === 'live').length;
  pbx.drop();
  await vi.waitFor(() => expect([...links].filter(([, state]) => state === 'live').length).toBeLessThan(sourceBefore), within(5_000));
  expect(calls.get(id)).toMatchObject({ state: 'answered' });
  await vi.waitFor(() => expect([...links].filter(([, state]) => state === 'live').length).toBe(sourceBefore), within(15_000));
  await pbx.say(part(madeScenes.a, 10));
  await vi.waitFor(() => expect(calls.get(id)).toMatchObject({ state: 'ended', outcome: 'served', historyIncomplete: false }), within(5_000));
});
