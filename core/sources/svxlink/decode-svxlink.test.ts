import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decoded, Message } from '#domain/facts/fact.ts';
import { reflectorNode, reflectorStatus } from '#tests/fixtures/asked-answers.ts';
import { expectSoundDecoded, hostilePayloads } from '#tests/fixtures/hostile-payloads.ts';
import { hearRadio, type Heard } from '#tests/fixtures/radio-room.ts';
import { decodeReflector } from './decode-reflector.ts';
import { decodeStateLines, type StateLinesSettings } from './decode-state-lines.ts';

const startMs = 1_803_862_800_000;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const message = (topic: string, text: string, atS = 0): Message => ({ topic, payload: encode(text), retained: false, receivedAtMs: startMs + atS * 1000 });

describe('a reflector that is asked', () => {
  const source = { id: 'svx', kind: 'svxlink', url: 'http://10.8.0.3:8080', nodes: ['YB3SUM-R'] };
  const looks = (...bodies: object[]): Heard => hearRadio([source], bodies.map((body, index) => ['svx', message('status', JSON.stringify(body), index)] as const));
  const decode = (body: object): Decoded => decodeReflector(message('status', JSON.stringify(body)), { sourceId: 'svx', nodes: [] });

  test('a node that speaks on its talkgroup is an over by its call sign, with how it is received in words', () => {
    const talking = reflectorNode({ tg: 112, isTalker: true, siglev: 61.4 });
    const { transmissions } = looks(reflectorStatus({ 'YB3SUM-R': reflectorNode({ tg: 112 }), 'YB3KGN-R': reflectorNode() }), ...[0, 0].map(() => reflectorStatus({ 'YB3SUM-R': talking, 'YB3KGN-R': reflectorNode({ tg: 112 }) })), reflectorStatus({ 'YB3SUM-R': reflectorNode({ tg: 112 }) }));
    expect(transmissions).toMatchObject([
      { mode: 'FM', direction: 'network', radioId: null, alias: 'YB3SUM-R', talkgroup: 112, startedAtMs: startMs + 1_000, durationMs: 2_000, end: 'terminator', lateEntry: false, detail: 'Kota siglev 61, Gapura siglev 12', rssiDbm: null, berPercent: null },
    ]);
  });

  test('a node that changes its talkgroup, or that leaves while it speaks, ends there', () => {
    const on = (tg: number): object => reflectorStatus({ 'YB3SUM-R': reflectorNode({ tg, isTalker: 'true' }) });
    const { transmissions } = looks(on(112), on(119), reflectorStatus({}));
    expect(transmissions.map(({ talkgroup, durationMs, end }) => [talkgroup, durationMs, end])).toEqual([[112, null, 'superseded'], [119, 1_000, 'terminator']]);
  });

  test('nodes that speak on several talkgroups at once are several overs', () => {
    const both = reflectorStatus({ A: reflectorNode({ tg: 112, isTalker: true }), B: reflectorNode({ tg: 119, isTalker: true }) });
    expect(looks(both, both, reflectorStatus({})).transmissions.map(({ alias, talkgroup }) => [alias, talkgroup])).toEqual([['A', 112], ['B', 119]]);
  });

  test('a node that has to be there and is not makes the source late', () => {
    expect(looks(reflectorStatus({ 'YB3SUM-R': reflectorNode() }), reflectorStatus({})).links).toEqual(['svx live', 'svx late: Not logged in at the reflector: YB3SUM-R.']);
  });

  test('what cannot be read is refused', () => {
    expect(decode({ msg: 'Not found!' })).toEqual({ ok: false, reason: 'no status of a reflector' });
    expect(decode(reflectorStatus({ A: reflectorNode({ isTalker: 'maybe' }) }))).toEqual({ ok: false, reason: 'isTalker in an unknown form' });
    expect(decode(reflectorStatus({ A: reflectorNode({ tg: -1, isTalker: true }) }))).toEqual({ ok: false, reason: 'a talkgroup out of range' });
    expect(decode({ nodes: { A: 7 } })).toEqual({ ok: false, reason: 'a node that is no object' });
    expect(decode({ nodes: Object.fromEntries(Array.from({ length: 1_001 }, (_each, index) => [`N${index}`, {}])) })).toEqual({ ok: false, reason: 'more than 1000 nodes' });
  });

  test('no answer makes it throw or say something impossible', () => {
    fc.assert(
      fc.property(hostilePayloads(reflectorStatus({ 'YB3SUM-R': reflectorNode({ tg: 112, isTalker: true, siglev: 40 }), B: reflectorNode() })), (payload) => {
        expectSoundDecoded(decodeReflector({ topic: 'status', payload, retained: false, receivedAtMs: startMs }, { sourceId: 'svx', nodes: ['B'] }));
      }),
      { seed: 112, numRuns: 2_000 },
    );
  });
});

describe('lines of STATE_PTY', () => {
  const topic = 'cc112/v1/sumenep/radio/svxlink';
  const time = (atS: number): string => (startMs / 1000 + atS).toFixed(3);
  const voter = (atS: number, levels: Readonly<Record<string, number>>, active: string | null = Object.keys(levels)[0] ?? null): string =>
    `${time(atS)} Voter:sql_state ${JSON.stringify([...['Kota', 'Gapura'].map((name) => ({ name, id: name.slice(0, 1), enabled: true, sql_open: name in levels, active: name === active, siglev: levels[name] ?? 0 })), { name: 'Sapudi', id: 'S', enabled: false }])}`;
  const heard = (lines: readonly (readonly [atS: number, line: string])[], rest: object = { talkgroup: 112 }): Heard =>
    hearRadio([{ id: 'svx', kind: 'svxlink', ...rest }], lines.map(([atS, line]) => ['svx', message(topic, line, atS + 0.04)] as const));
  const settings: StateLinesSettings = { sourceId: 'svx', talkgroup: 112, overs: 'receivers' };
  const decode = (text: string): Decoded => decodeStateLines(message(topic, text), settings);

  test('an open receiver is an over of an unknown talker on the channel that the profile names, to the millisecond', () => {
    const { transmissions, facts } = heard([[0, voter(0, {})], [1.25, voter(1.25, { Kota: 20 })], [2.25, voter(2.25, { Kota: 59, Gapura: 33 })], [3.5, voter(3.5, { Gapura: 41 })], [4, voter(4, {})]]);
    expect(transmissions).toMatchObject([
      { mode: 'FM', radioId: null, alias: null, talkgroup: 112, startedAtMs: startMs + 1_250, endedAtMs: startMs + 4_000, durationMs: 2_750, end: 'terminator', detail: 'Gapura siglev 41', signalGone: false, rssiDbm: null, berPercent: null, emergency: false },
    ]);
    expect(facts.filter((fact) => fact.kind === 'radio' && fact.signal.phase === 'silence')).toHaveLength(2);
  });

  test('two short overs soon after each other are two', () => {
    expect(heard([[0, voter(0, { Kota: 50 })], [0.4, voter(0.4, {})], [1, voter(1, { Kota: 50 })], [1.5, voter(1.5, {})]]).transmissions.map(({ durationMs }) => durationMs)).toEqual([400, 500]);
  });

  test('a receiver that the voter only waits for, and one that is open but not chosen, is no over', () => {
    expect(heard([[0, voter(0, {}, 'Kota')], [1, voter(1, { Kota: 9 }, null)], [2, voter(2, {})]]).transmissions).toEqual([]);
  });

  test('a single receiver and lines of before 2019 say the same', () => {
    const single = (atS: number, open: boolean): [number, string] => [atS, `${time(atS)} Rx:sql_state {"id":"?","name":"Rx1","siglev":${open ? 44 : 0},"sql_open":${open}}`];
    expect(heard([single(0, true), single(2, false)]).transmissions).toMatchObject([{ durationMs: 2_000, detail: 'Rx1 siglev 44' }]);
    expect(heard([[0, `${time(0)} Voter:sql_state Kota*+059 Gapura:+033 Sapudi_-004`], [2, `${time(2)} Voter:sql_state Kota_+000 Gapura_+000 Sapudi_-004`]]).transmissions).toMatchObject([{ durationMs: 2_000, detail: 'Kota siglev 59, Gapura siglev 33' }]);
  });

  test('the transmitter tells of overs where the profile says so, and otherwise not', () => {
    const tx = (atS: number, transmit: unknown): [number, string] => [atS, `${time(atS)} Tx:state ${JSON.stringify({ id: 'T', name: 'Tx1', transmit })}`];
    expect(heard([tx(0, true), tx(3, false)]).transmissions).toEqual([]);
    expect(heard([tx(0, true), [1, voter(1, { Kota: 20 })], tx(3, 'false')], { overs: 'transmitter' }).transmissions).toMatchObject([{ talkgroup: null, durationMs: 3_000 }]);
  });

  test('several lines may come in one message, and a broken one does not take the others along', () => {
    const { transmissions } = heard([[2.1, `${voter(0, { Kota: 50 })}\n\n${time(1)} Logic:idle 0\r\n${voter(2, {})}\n`]]);
    expect(transmissions).toMatchObject([{ durationMs: 2_000 }]);
    const decoded = decode(`${voter(0, { Kota: 50 })}\n${time(0)} Voter:sql_state [{"na`);
    expect(decoded).toMatchObject({ ok: true, facts: [{ kind: 'radio' }, { kind: 'producer' }, { kind: 'ignored', why: 'beside lines that cannot be read: receivers that are not JSON' }] });
  });

  test('the same line twice, as a broker may bring it, is one over', () => {
    const lines = [[0, voter(0, { Kota: 50 })], [0, voter(0, { Kota: 50 })], [2, voter(2, {})], [2, voter(2, {})]] as const;
    expect(heard(lines).transmissions).toMatchObject([{ durationMs: 2_000 }]);
  });

  test('an over whose closing line was lost is given up; what the broker had kept opens none', () => {
    expect(heard([[0, voter(0, { Kota: 50 })]]).transmissions).toMatchObject([{ end: 'stale' }]);
    expect(decodeStateLines({ ...message(topic, voter(0, { Kota: 50 })), retained: true }, settings)).toMatchObject({ facts: [{ kind: 'ignored' }] });
  });

  test('with any line lost, doubled or overtaken everything has ended in the end, and nobody speaks who did not', () => {
    const told = [[0, {}], [1, { Kota: 20 }], [2, { Kota: 50 }], [3, {}], [5, { Gapura: 40 }], [6, { Gapura: 30, Kota: 9 }], [7.5, {}]] as const;
    const lines = told.map(([atS, levels]) => [atS, voter(atS, levels)] as const);
    lines.forEach((line, at) => {
      const changed = [lines.toSpliced(at, 1), lines.toSpliced(at, 0, line), lines.toSpliced(at, 2, ...lines.slice(at, at + 2).reverse().map(([, text], index) => [lines[at + index]?.[0] ?? line[0], text] as const))];
      for (const [way, each] of changed.entries()) {
        const { transmissions } = heard(each);
        expect([way, at, transmissions.filter(({ end }) => end === null)]).toEqual([way, at, []]);
        expect(transmissions.length).toBeGreaterThanOrEqual(1);
        expect(transmissions.length).toBeLessThanOrEqual(4);
      }
    });
  });

  test('deaf is not quiet: every receiver switched off', () => {
    const off = (enabled: unknown): [number, string] => [0, `${time(0)} Voter:sql_state ${JSON.stringify([{ name: 'Kota', id: 'K', enabled }])}`];
    expect(heard([off('false'), off(true)]).links).toEqual(['svx late: Radio deaf: no receiver is switched on.', 'svx live']);
  });

  test('what cannot be read is refused, what is not read is ignored', () => {
    expect(decode('hello')).toEqual({ ok: false, reason: 'no line of STATE_PTY' });
    expect(decode(`${time(0)} Voter:sql_state`)).toEqual({ ok: false, reason: 'a receiver that cannot be read' });
    expect(decode(`${time(0)} Voter:sql_state [{"name":"A","sql_open":"perhaps"}]`)).toEqual({ ok: false, reason: 'a receiver that cannot be read' });
    expect(decode(`${time(0)} Tx:state {"transmit":5}`)).toEqual({ ok: false, reason: 'a transmitter without its state' });
    expect(decode(' \n ')).toEqual({ ok: false, reason: 'no line' });
    expect(decode(`${time(0)} Rx:dtmf 5`)).toMatchObject({ ok: true, facts: [{ kind: 'ignored' }] });
  });

  test('no bytes make it throw or say something impossible', () => {
    const receiver = { list: [{ name: 'Kota', id: 'K', enabled: true, sql_open: true, active: true, siglev: 59 }] };
    const data = hostilePayloads(receiver, { name: 'Rx1', id: 'R', sql_open: true, siglev: 3 }, { name: 'Tx1', id: 'T', transmit: true }).map((bytes) => new TextDecoder().decode(bytes).replace(/^\{"list":(.*)\}$/s, '$1'));
    const line = fc.tuple(fc.constantFrom(time(0), '0000000000.1', '9999999999', ''), fc.constantFrom('Voter:sql_state', 'Rx:sql_state', 'Tx:state', 'MultiTx:state', '__proto__:x'), data).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(fc.oneof(fc.array(line, { maxLength: 3 }).map((lines) => encode(lines.join('\n'))), hostilePayloads(receiver)), fc.constantFrom('receivers' as const, 'transmitter' as const), (payload, overs) => {
        const decoded = decodeStateLines({ topic, payload, retained: false, receivedAtMs: startMs }, { ...settings, overs });
        expectSoundDecoded(decoded);
      }),
      { seed: 112, numRuns: 2_000 },
    );
  });
});
