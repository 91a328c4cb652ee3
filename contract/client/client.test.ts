import { describe, expect, test } from 'vitest';
import { breath } from '#tests/fixtures/breath.ts';
import { listedStation } from '#tests/fixtures/listed-station.ts';
import { manualClock } from '#tests/fixtures/manual-clock.ts';
import { pumpedClient } from '#tests/fixtures/pumped-client.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import type { ClientState } from './client.ts';

function phases(client: { onState(listener: (state: ClientState) => void): () => void }): string[] {
  const seen: string[] = [];
  client.onState((state) => seen.push(state.phase));
  return seen;
}

describe('the connection', () => {
  test('is live once the station has welcomed it', async () => {
    const { client, flow } = pumpedClient(listedStation().service);
    const seen = phases(client);
    expect(client.state()).toMatchObject({ phase: 'connecting', welcome: null, sentence: null });
    await flow();
    expect(client.state()).toMatchObject({ phase: 'live', welcome: { site: 'Sumenep', operator: 'Rina' }, sentence: null });
    expect(seen).toEqual(['live']);
  });

  test('is opened again after 100, 250, 500, 1000 and then each 2000 ms, and says why it is down and since when', async () => {
    const { client, clock, flow, portsOpened, setUnreachable } = pumpedClient(listedStation().service);
    setUnreachable('No station answers.');
    await flow();
    const downMs = clock.now();
    expect(client.state()).toMatchObject({ phase: 'down', sinceMs: downMs, sentence: 'No station answers.' });
    for (const delayMs of [100, 250, 500, 1000, 2000]) {
      clock.move(delayMs - 1);
      await flow();
      expect(clock.waiting()).toBe(1);
      clock.move(1);
      expect(clock.waiting()).toBe(0);
      await flow();
    }
    setUnreachable(null);
    clock.move(2000);
    await flow();
    expect(portsOpened()).toBe(1);
    expect(client.state().phase).toBe('live');
  });

  test('starts again with the short delay once it was live', async () => {
    const { client, clock, flow, cut } = pumpedClient(listedStation().service);
    await flow();
    for (let time = 0; time < 3; time += 1) {
      cut();
      expect(client.state()).toMatchObject({ phase: 'down', sentence: 'The connection to the station was lost.' });
      clock.move(100);
      await flow();
      expect(client.state().phase).toBe('live');
    }
  });

  test('that falls silent is noticed within 5 s, on a port that never says it is gone', async () => {
    const { client, clock, flow } = pumpedClient(listedStation().service);
    await flow();
    clock.move(1_000);
    await flow();
    clock.move(3_999);
    expect(client.state().phase).toBe('live');
    clock.move(1);
    expect(client.state()).toMatchObject({ phase: 'down', sentence: 'The station has stopped answering.' });
    clock.move(100);
    await flow();
    expect(client.state().phase).toBe('live');
  });

  test('that is idle for an hour stays live on pings alone', async () => {
    const { client, clock, flow, portsOpened } = pumpedClient(listedStation().service);
    await flow();
    for (let second = 0; second < 3_600; second += 1) {
      clock.move(1_000);
      await flow();
    }
    expect(client.state().phase).toBe('live');
    expect(portsOpened()).toBe(1);
  });

  test('of a window that slept for an hour is judged after what came meanwhile', async () => {
    const timers: (() => void)[] = [];
    let nowMs = 0;
    const sleeping = { ...manualClock(), now: () => nowMs, after: (_ms: number, run: () => void) => (timers.push(run), () => undefined) };
    const { client, flow, pair } = pumpedClient(listedStation().service, { clock: sleeping });
    await flow();
    const wake = (): void => timers.shift()?.();
    wake();
    nowMs += 3_600_000;
    // The timers that fell due fire as one, before the messages that wait are delivered.
    wake();
    expect(client.state().phase).toBe('live');
    pair()?.pumpAll();
    wake();
    expect(client.state().phase).toBe('live');
  });

  test('that the station refuses is not tried again, and says what to do', async () => {
    const { client, clock, flow, portsOpened } = pumpedClient(listedStation().service, {
      serving: (pair) => pair.station.onMessage(() => pair.station.post({ kind: 'refused', code: 'protocol', sentence: 'Update this window.' })),
    });
    const asked = client.ask('station.describe', {});
    await flow();
    expect(client.state()).toMatchObject({ phase: 'refused', sentence: 'Update this window.' });
    expect(await asked).toEqual(failure('refused', 'Update this window.'));
    expect(await client.ask('station.describe', {})).toEqual(failure('refused', 'Update this window.'));
    clock.move(60_000);
    await flow();
    expect(portsOpened()).toBe(1);
    expect(clock.waiting()).toBe(0);
  });

  test('survives rubbish from the station and listeners that throw', async () => {
    const { client, flow, pair, defects } = pumpedClient(listedStation().service);
    client.onState(() => {
      throw new Error('painting');
    });
    await flow();
    for (const rubbish of [null, 7, {}, { kind: 'update' }, { kind: 'answer', requestId: 'nobody', outcome: {} }, { kind: 'update', id: 99, number: 1, update: {} }]) {
      pair()?.station.post(rubbish);
    }
    await flow();
    expect(client.state().phase).toBe('live');
    expect(defects.map((defect) => defect.message)).toEqual([
      'a listener of the connection failed',
      ...Array.from({ length: 4 }, () => 'a message of the station could not be read'),
    ]);
  });

  test('leaves no timer, port or listener behind when it is closed', async () => {
    const station = listedStation();
    const { client, clock, flow } = pumpedClient(station.service);
    await flow();
    client.follow('units', {}, () => undefined);
    const asked = client.ask('call.find', { callId: 'c' });
    await breath();
    expect(station.healthReaders()).toBe(1);
    client.close();
    client.close();
    expect(clock.waiting()).toBe(0);
    expect(station.healthReaders()).toBe(0);
    expect(await asked).toMatchObject({ ok: false, code: 'closed' });
    expect(await client.ask('call.find', { callId: 'c' })).toMatchObject({ ok: false, code: 'closed' });
  });

  test('closes a port that was still being opened when the client was closed', async () => {
    const station = listedStation();
    const { client, flow } = pumpedClient(station.service);
    client.close();
    await flow();
    expect(station.healthReaders()).toBe(0);
  });
});

describe('a question', () => {
  test('is answered', async () => {
    const { service } = listedStation({ handlers: { 'place.search': () => success([]) } });
    const { client, flow } = pumpedClient(service);
    const asked = client.ask('place.search', { text: 'lenteng' });
    await flow();
    expect(await asked).toEqual(success([]));
  });

  test('whose answer was lost is put again under the same request id', async () => {
    const heard: string[] = [];
    const { service } = listedStation({
      handlers: {
        'unit.set-status': (_input, _asker, requestId) => {
          heard.push(requestId);
          return success({});
        },
      },
    });
    const { client, clock, flow, pair, cut } = pumpedClient(service);
    await flow();
    const asked = client.ask('unit.set-status', { unitId: 'a1', status: 'on-scene' });
    pair()?.pump('station');
    cut();
    clock.move(100);
    await flow();
    expect(await asked).toEqual(success({}));
    expect(heard).toEqual(['request-1', 'request-1']);
  });

  test('asked while the station is away waits for it, in order, and not longer than its time', async () => {
    const heard: string[] = [];
    const { service } = listedStation({
      handlers: {
        'incident.note': ({ text }) => {
          heard.push(text);
          return success({});
        },
      },
    });
    const { client, clock, flow, setUnreachable } = pumpedClient(service);
    setUnreachable('away');
    await flow();
    const brief = client.ask('incident.note', { incidentId: 'i', text: 'brief' }, { timeoutMs: 50 });
    const asked = ['one', 'two', 'three'].map((text) => client.ask('incident.note', { incidentId: 'i', text }));
    clock.move(60);
    expect(await brief).toEqual(failure('no-station', 'The station was away for 0.05 s; nothing was done.'));
    setUnreachable(null);
    clock.move(1_000);
    await flow();
    expect(await Promise.all(asked)).toEqual([success({}), success({}), success({})]);
    expect(heard).toEqual(['one', 'two', 'three']);
  });

  test('that was sent and never answered says that its fate is not known', async () => {
    const { service } = listedStation({ handlers: { 'call.find': () => new Promise<Outcome<null>>(() => undefined) } });
    const { client, clock, flow } = pumpedClient(service);
    await flow();
    const asked = client.ask('call.find', { callId: 'c' });
    for (let second = 0; second < 10; second += 1) {
      await flow();
      clock.move(1_000);
    }
    expect(await asked).toMatchObject({ ok: false, code: 'no-answer' });
  });

  test('of unknown fate stays so when it is asked again and the station is away', async () => {
    const { service } = listedStation({ handlers: { 'call.find': () => new Promise<Outcome<null>>(() => undefined) } });
    const { client, clock, flow, cut, setUnreachable } = pumpedClient(service);
    await flow();
    const ask = () => client.ask('call.find', { callId: 'c' }, { requestId: 'r', timeoutMs: 3_000 });
    const first = ask();
    await flow();
    clock.move(3_000);
    setUnreachable('away');
    cut();
    const again = ask();
    const another = client.ask('call.find', { callId: 'c' }, { timeoutMs: 3_000 });
    clock.move(3_000);
    expect([await first, await again, await another]).toMatchObject([{ code: 'no-answer' }, { code: 'no-answer' }, { code: 'no-station' }]);
  });

  test('repeated under the request id of an open one gets the same answer', async () => {
    let times = 0;
    const { service } = listedStation({ handlers: { 'call.find': () => (times++, success(null)) } });
    const { client, flow } = pumpedClient(service);
    const one = client.ask('call.find', { callId: 'c' }, { requestId: 'r' });
    const two = client.ask('call.find', { callId: 'c' }, { requestId: 'r' });
    const other = client.ask('incident.find', { incidentId: 'i' }, { requestId: 'r' });
    await flow();
    expect(await Promise.all([one, two])).toEqual([success(null), success(null)]);
    expect(await other).toMatchObject({ code: 'request-id-taken' });
    expect(times).toBe(1);
  });

  test('asked by a listener in the moment the station is there is put once', async () => {
    let times = 0;
    const { service } = listedStation({ handlers: { 'call.find': () => (times++, success(null)) } });
    const { client, flow } = pumpedClient(service);
    client.onState((state) => {
      if (state.phase === 'live') void client.ask('call.find', { callId: 'c' });
    });
    await flow();
    expect(times).toBe(1);
  });
});
