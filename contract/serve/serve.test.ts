import { describe, expect, test } from 'vitest';
import { breath } from '#tests/fixtures/breath.ts';
import { listedStation, someUnit } from '#tests/fixtures/listed-station.ts';
import { rawWindow } from '#tests/fixtures/raw-window.ts';
import { success, type Failure, type Outcome } from '#domain/outcome/outcome.ts';
import { openAsksAllowed } from './answering.ts';
import { subscriptionsAllowed } from './subscriptions.ts';

const hello = { kind: 'hello', protocol: 1, name: 'test' };
const ask = (name: string, input: unknown, requestId = 'r1') => ({ kind: 'ask', requestId, name, input });

describe('the greeting', () => {
  test('of the same protocol is answered with who and where the station is', () => {
    const window = rawWindow(listedStation().service, { greets: false });
    window.say(hello);
    expect(window.take()).toMatchObject([{ kind: 'welcome', welcome: { protocol: 1, operator: 'Rina', site: 'Sumenep' } }]);
  });

  test.each([
    [2, 'This window speaks protocol 2, the station speaks 1: update the station.'],
    [0, 'This window speaks protocol 0, the station speaks 1: update this window.'],
  ])('of protocol %i is refused with what to update', (protocol, sentence) => {
    const window = rawWindow(listedStation().service, { greets: false });
    window.say({ ...hello, protocol }, ask('station.describe', {}));
    expect(window.take()).toEqual([{ kind: 'refused', code: 'protocol', sentence }]);
  });

  test('that cannot be read is refused', () => {
    const window = rawWindow(listedStation().service, { greets: false });
    window.say({ kind: 'hello', protocol: 'one' });
    expect(window.take()).toMatchObject([{ kind: 'refused', code: 'malformed' }]);
  });

  test('is owed before anything else', () => {
    const station = listedStation();
    const window = rawWindow(station.service, { greets: false });
    window.say(ask('station.describe', {}), { kind: 'subscribe', id: 4, feed: 'units', parameters: {} }, { kind: 'ping' });
    expect(window.take()).toMatchObject([
      { kind: 'answer', requestId: 'r1', outcome: { ok: false, code: 'no-hello' } },
      { kind: 'ended', id: 4, code: 'no-hello' },
    ]);
    window.say(hello);
    expect(window.take('welcome')).toHaveLength(1);
  });

  test('is taken once', () => {
    const window = rawWindow(listedStation().service);
    window.say(hello);
    expect(window.take()).toEqual([]);
  });
});

describe('a question', () => {
  test('reaches its handler with parsed input, asker and request id', () => {
    const seen: unknown[] = [];
    const { service } = listedStation({
      handlers: {
        'place.search': (...parts) => {
          seen.push(parts);
          return success([]);
        },
      },
    });
    const window = rawWindow(service);
    window.say(ask('place.search', { text: 'lenteng' }));
    expect(seen).toEqual([[{ text: 'lenteng', limit: 8, near: null }, { operator: 'Rina', seat: 'test' }, 'r1']]);
    expect(window.take()).toEqual([{ kind: 'answer', requestId: 'r1', outcome: { ok: true, value: [] } }]);
  });

  test('may be answered later, and after one asked behind it', async () => {
    const { promise, resolve } = Promise.withResolvers<Outcome<null>>();
    const { service } = listedStation({ handlers: { 'call.find': () => promise, 'incident.find': () => success(null) } });
    const window = rawWindow(service);
    window.say(ask('call.find', { callId: 'c' }, 'late'), ask('incident.find', { incidentId: 'i' }, 'soon'));
    resolve(success(null));
    await breath();
    expect(window.take().map((answer) => answer['requestId'])).toEqual(['soon', 'late']);
  });

  test.each([
    ['place.locate', { latitude: 91, longitude: 0 }, /^place\.locate was not understood: latitude: /],
    ['incident.open', { type: 'medical', priority: 1, place: { text: 3 }, note: '', callId: null }, /place\.text|type/],
    ['call.answer', { callId: 'c', extra: 1 }, /extra/],
    ['call.answer', undefined, /^call\.answer was not understood: /],
    ['call.answer', null, /^call\.answer was not understood: /],
    ['call.answer', JSON.parse('{"__proto__":{"callId":"x"}}'), /callId|__proto__/],
  ])('%s with wrong input names the field that is wrong', (name, input, sentence) => {
    const window = rawWindow(listedStation().service);
    window.say(ask(name, input));
    const [answer] = window.take();
    expect(answer).toMatchObject({ kind: 'answer', requestId: 'r1', outcome: { ok: false, code: 'invalid-input' } });
    expect((answer?.['outcome'] as Failure).sentence).toMatch(sentence);
  });

  test.each(['no.such', '__proto__', 'constructor', 'toString', ''])('named "%s" is unknown', (name) => {
    const window = rawWindow(listedStation().service);
    window.say(ask(name, {}));
    expect(window.take()).toMatchObject([
      { kind: 'answer', requestId: 'r1', outcome: { ok: false, code: 'unknown-command' } },
    ]);
  });

  test.each([
    ['throws', () => { throw new Error('disk'); }],
    ['rejects', () => Promise.reject(new Error('disk'))],
  ])('whose handler %s is answered as a defect, logged, and the port lives on', async (_how, handler) => {
    const station = listedStation({ handlers: { 'call.find': handler } });
    const window = rawWindow(station.service);
    window.say(ask('call.find', { callId: 'c' }));
    await breath();
    expect(window.take()).toMatchObject([{ kind: 'answer', requestId: 'r1', outcome: { ok: false, code: 'defect' } }]);
    expect(station.defects).toEqual([{ message: 'call.find failed', error: new Error('disk') }]);
    window.say({ kind: 'ping' });
    expect(window.take()).toEqual([{ kind: 'pong' }]);
  });

  test('too many at once are answered busy, and asked again later they are not', async () => {
    const waiting: ((outcome: Outcome<null>) => void)[] = [];
    const { service } = listedStation({ handlers: { 'call.find': () => new Promise((resolve) => waiting.push(resolve)) } });
    const window = rawWindow(service);
    for (let index = 0; index <= openAsksAllowed; index += 1) window.say(ask('call.find', { callId: 'c' }, `r${index}`));
    expect(window.take()).toMatchObject([
      { kind: 'answer', requestId: `r${openAsksAllowed}`, outcome: { ok: false, code: 'busy' } },
    ]);
    for (const resolve of waiting.splice(0)) resolve(success(null));
    await breath();
    expect(window.take()).toHaveLength(openAsksAllowed);
    window.say(ask('call.find', { callId: 'c' }, 'again'));
    expect(waiting).toHaveLength(1);
  });
});

describe('what cannot be read', () => {
  const rubbish = [null, 0, 'hello', [], {}, { kind: 'dance' }, { kind: '__proto__' }, { kind: 'ack', id: -1, number: 0 }, { kind: 'ask' }];

  test('is counted and logged, and the port lives on', () => {
    const station = listedStation();
    const window = rawWindow(station.service);
    window.say(...rubbish);
    expect(window.take()).toEqual([]);
    expect(station.warnings[0]).toMatchObject({ message: 'a message was rejected', details: { code: 'malformed', count: 1 } });
    window.say({ kind: 'ping' });
    expect(window.take()).toEqual([{ kind: 'pong' }]);
  });

  test('in thousands does not flood the log', () => {
    const station = listedStation();
    const window = rawWindow(station.service);
    for (let index = 0; index < 10_000; index += 1) window.say({ kind: 'dance' });
    expect(station.warnings.map((warning) => (warning.details as { count: number }).count)).toEqual([1, 10, 100, 1_000, 10_000]);
  });

  test('is answered where its id can be read', () => {
    const window = rawWindow(listedStation().service);
    window.say(ask('call.find', { callId: 'c' }, 'x'.repeat(65)), { kind: 'subscribe', id: 7, feed: 7 });
    expect(window.take()).toMatchObject([
      { kind: 'answer', requestId: 'x'.repeat(65), outcome: { ok: false, code: 'malformed' } },
      { kind: 'ended', id: 7, code: 'malformed' },
    ]);
  });
});

describe('a subscription', () => {
  const subscribe = (id: number, feed: string, parameters: unknown = {}) => ({ kind: 'subscribe', id, feed, parameters });

  test.each([
    ['nothing', {}, 'unknown-feed'],
    ['__proto__', {}, 'unknown-feed'],
    ['hasOwnProperty', {}, 'unknown-feed'],
    ['timeline', {}, 'invalid-input'],
    ['units', { x: 1 }, 'invalid-input'],
  ])('to %s with %j ends with a code', (feed, parameters, code) => {
    const window = rawWindow(listedStation().service);
    window.say(subscribe(1, feed, parameters));
    expect(window.take()).toMatchObject([{ kind: 'ended', id: 1, code }]);
  });

  test('beyond what a port may follow ends busy', () => {
    const station = listedStation();
    const window = rawWindow(station.service);
    for (let id = 0; id <= subscriptionsAllowed; id += 1) window.say(subscribe(id, 'units'));
    expect(window.take('ended')).toMatchObject([{ kind: 'ended', id: subscriptionsAllowed, code: 'busy' }]);
    expect(station.units.readers()).toBe(subscriptionsAllowed);
  });

  test('under an id in use replaces the one before', () => {
    const station = listedStation();
    const window = rawWindow(station.service);
    window.say(subscribe(1, 'units'), subscribe(1, 'alarms'));
    expect(station.units.readers()).toBe(0);
    expect(station.alarms.readers()).toBe(1);
  });

  test('whose source throws ends as a defect, and the port lives on', () => {
    const station = listedStation();
    const window = rawWindow(station.service);
    window.say(subscribe(1, 'units'), { kind: 'ack', id: 1, number: 1 });
    window.take();
    station.units.items.get = () => {
      throw new Error('disk');
    };
    station.units.put('a1', someUnit('a1'));
    expect(window.take()).toEqual([
      { kind: 'ended', id: 1, code: 'defect', sentence: 'The station cannot read units because of a fault of its own; the fault is in its log.' },
    ]);
    expect(station.defects).toHaveLength(1);
    expect(station.units.readers()).toBe(0);
    window.say({ kind: 'ping' });
    expect(window.take()).toEqual([{ kind: 'pong' }]);
  });

  test.each([
    ['the window unsubscribes', (window: ReturnType<typeof rawWindow>) => window.say({ kind: 'unsubscribe', id: 1 })],
    ['the port is cut', (window: ReturnType<typeof rawWindow>) => window.pair.cut()],
    ['the station stops serving', (window: ReturnType<typeof rawWindow>) => window.stop()],
  ])('is over when %s', (_when, act) => {
    const station = listedStation();
    const window = rawWindow(station.service);
    window.say(subscribe(1, 'units'));
    expect(station.units.readers()).toBe(1);
    act(window);
    expect(station.units.readers()).toBe(0);
  });

  test('and its listeners leave nothing behind once the station stops serving', () => {
    const station = listedStation();
    const window = rawWindow(station.service);
    expect(station.healthReaders()).toBe(1);
    window.stop();
    window.stop();
    expect(station.healthReaders()).toBe(0);
  });
});
