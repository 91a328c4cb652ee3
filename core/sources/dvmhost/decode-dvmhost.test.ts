import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decoded, Message } from '#domain/facts/fact.ts';
import { fnePeers, grantedChannel, hostStatus, repeaterStatus, type HostTalk } from '#tests/fixtures/asked-answers.ts';
import { expectSoundDecoded, hostilePayloads } from '#tests/fixtures/hostile-payloads.ts';
import { hearRadio, type Heard } from '#tests/fixtures/radio-room.ts';
import { decodeDvmhost, type DvmhostSettings } from './decode-dvmhost.ts';

const startMs = 1_803_862_800_000;
const settings: DvmhostSettings = { sourceId: 'dvm', program: 'host', modes: ['DMR', 'P25', 'NXDN'], peers: [] };
const source = { id: 'dvm', kind: 'dvmhost', url: 'http://10.8.0.2:9990', passwordSecret: 'dvm' };

function answer(body: unknown, atS = 0, topic = 'status'): Message {
  return { topic, payload: new TextEncoder().encode(JSON.stringify(body)), retained: false, receivedAtMs: startMs + atS * 1000 };
}
const decode = (body: unknown, rest: Partial<DvmhostSettings> = {}, topic = 'status'): Decoded => decodeDvmhost(answer(body, 0, topic), { ...settings, ...rest });
/** One look a second. */
function looks(...bodies: unknown[]): Heard {
  return hearRadio([source], bodies.map((body, index) => ['dvm', answer(body, index)] as const));
}
const on = (...channels: Record<string, unknown>[]): unknown => hostStatus(channels);
const still = (channelNo: number): Record<string, unknown> => grantedChannel(channelNo, { tx: false, src: 0, dst: 0 });

describe('a host with a control channel', () => {
  test('a talker on a channel is one over from the first look that shows him to the first that does not', () => {
    const { transmissions } = looks(on(still(1)), on(grantedChannel(1)), on(grantedChannel(1)), on(grantedChannel(1)), on(still(1)), on(still(1)));
    expect(transmissions).toMatchObject([{ mode: 'P25', radioId: 5_110_001, talkgroup: 112, startedAtMs: startMs + 1_000, endedAtMs: startMs + 4_000, durationMs: 3_000, end: 'terminator', lateEntry: false, emergency: false, rssiDbm: null, berPercent: null }]);
  });

  test('ids that stay behind on a channel that is still are nobody who speaks', () => {
    expect(looks(on(grantedChannel(1, { tx: false })), on(grantedChannel(1, { tx: false }))).transmissions).toEqual([]);
    expect(looks(on(grantedChannel(1, { dst: 0 }))).transmissions).toEqual([]);
  });

  test('another talker or another talkgroup on a channel ends the over there and begins one', () => {
    const { transmissions } = looks(on(grantedChannel(1)), on(grantedChannel(1, { src: 5_110_002 })), on(grantedChannel(1, { src: 5_110_002, dst: 119 })), on(still(1)));
    expect(transmissions.map(({ radioId, talkgroup, startedAtMs, endedAtMs, end }) => [radioId, talkgroup, startedAtMs - startMs, (endedAtMs ?? 0) - startMs, end])).toEqual([
      [5_110_001, 112, 0, 1_000, 'superseded'],
      [5_110_002, 112, 1_000, 2_000, 'superseded'],
      [5_110_002, 119, 2_000, 3_000, 'terminator'],
    ]);
  });

  test('channels speak at the same time and end by themselves, in any order of the list', () => {
    const { transmissions } = looks(on(grantedChannel(1), grantedChannel(2, { src: 7, dst: 119 })), on(grantedChannel(2, { src: 7, dst: 119 }), still(1)), on(still(2), still(1)));
    expect(transmissions.map(({ talkgroup, durationMs, end }) => [talkgroup, durationMs, end])).toEqual([[112, 1_000, 'terminator'], [119, 2_000, 'terminator']]);
  });

  test('a channel that was granted before its talker was known is one over of his', () => {
    expect(looks(on(grantedChannel(1, { src: 0 })), on(grantedChannel(1)), on(still(1))).transmissions).toMatchObject([{ radioId: 5_110_001, durationMs: 2_000 }]);
  });

  test('answers that stop end the over as one whose end was not heard', () => {
    expect(looks(on(grantedChannel(1)), on(grantedChannel(1))).transmissions).toMatchObject([{ end: 'stale', durationMs: null }]);
  });

  test('booleans may be text', () => {
    expect(looks(on(grantedChannel(1, { tx: 'true' })), on(grantedChannel(1, { tx: 'false' }))).transmissions).toMatchObject([{ durationMs: 1_000 }]);
  });
});

test('whatever looks are made, lost or made twice, the overs are the runs of like looks at each channel', () => {
  // No radio is on two channels: that would be one transmission.
  const seen = fc.record({ channel: fc.constantFrom(1, 2), radio: fc.constantFrom(10, 20), dst: fc.constantFrom(0, 112, 119) }).map(({ channel, radio, dst }) => ({ channel, src: radio + channel, dst }));
  const run = fc.record({ looks: fc.integer({ min: 1, max: 3 }), on: fc.uniqueArray(seen, { selector: ({ channel }) => channel, maxLength: 2 }), lost: fc.boolean(), twice: fc.boolean() });
  fc.assert(
    fc.property(fc.array(run, { maxLength: 8 }), (runs) => {
      const made = runs.flatMap(({ looks, on, lost, twice }) => Array.from({ length: looks }, (_each, index) => ({ on, times: lost && index === 0 ? 0 : twice && index === 0 ? 2 : 1 })));
      const heard = made.flatMap(({ on, times }, atS) => Array.from({ length: times }, () => ({ on, atS })));
      const messages = heard.map(({ on, atS }) => ['dvm', answer(hostStatus([1, 2].map((channel) => {
        const there = on.find((each) => each.channel === channel);
        return there ? grantedChannel(channel, { src: there.src, dst: there.dst }) : still(channel);
      })), atS)] as const);
      const expected = [1, 2].flatMap((channel) => {
        const overs: { at: string; endS: number | null }[] = [];
        let last = '';
        for (const { on, atS } of heard) {
          const there = on.find((each) => each.channel === channel && each.dst > 0);
          const said = there ? `${there.src} ${there.dst}` : '';
          const open = overs.at(-1);
          if (said !== last && last !== '' && open) open.endS = atS;
          if (said !== last && said !== '') overs.push({ at: `${said} ${atS}`, endS: null });
          last = said;
        }
        return overs.map(({ at, endS }) => `${at} ${endS ?? 'stale'}`);
      });
      const { transmissions } = hearRadio([source], messages);
      const found = transmissions.map(({ radioId, talkgroup, startedAtMs, endedAtMs, end }) => `${radioId} ${talkgroup} ${(startedAtMs - startMs) / 1000} ${end === 'stale' ? 'stale' : ((endedAtMs ?? 0) - startMs) / 1000}`);
      expect(found.sort()).toEqual(expected.sort());
    }),
    { seed: 112, numRuns: 300 },
  );
});

describe('a host that is a repeater by itself', () => {
  const talk = (talk: HostTalk, rest: Record<string, unknown> = {}): unknown => repeaterStatus(talk, rest);
  test('is heard by its own transmitter', () => {
    expect(looks(talk({}), talk({}), talk({ tx: false })).transmissions).toMatchObject([{ mode: 'DMR', radioId: 5_110_001, talkgroup: 112, durationMs: 2_000 }]);
  });
  test('sends a control channel or its call sign in Morse without anybody speaking', () => {
    expect(looks(talk({}, { isTxCW: true }), talk({}, { dmrCC: true }), talk({}, { state: 0 })).transmissions).toEqual([]);
  });
});

describe('deaf is not quiet', () => {
  const reasonOf = (rest: Record<string, unknown>, modes: DvmhostSettings['modes'] = settings.modes): unknown => {
    const decoded = decode(repeaterStatus({ tx: false }, rest), { modes });
    return decoded.ok ? decoded.facts.find((fact) => fact.kind === 'producer')?.reason : decoded.reason;
  };
  test('locked, faulty, switched off or in a mode of others', () => {
    expect(reasonOf({})).toBeNull();
    expect(reasonOf({ state: 0 })).toBeNull();
    expect(reasonOf({ state: 250 })).toBe('Radio deaf: the host was locked and hears nobody until it is released.');
    expect(reasonOf({ state: 254 })).toBe('Radio deaf: the host reports an error and hears nobody.');
    expect(reasonOf({ state: 2 }, ['DMR'])).toBe('Radio deaf: the host is in mode P25 and hears no DMR.');
    expect(reasonOf({ state: 255 })).toBe('The radio host was stopped.');
    expect(reasonOf({ state: 0, dmrEnabled: 'false' }, ['DMR'])).toBe('Radio deaf: at the host DMR is switched off.');
  });
  test('shows at the source, and is over with the next sound answer', () => {
    expect(looks(talkless({ state: 250 }), talkless({})).links).toEqual(['dvm late: Radio deaf: the host was locked and hears nobody until it is released.', 'dvm live']);
  });
  const talkless = (rest: Record<string, unknown>): unknown => repeaterStatus({ tx: false }, rest);
});

test('an FNE tells of its peers: who is away is named, also who has to be there and is not listed', () => {
  const fne = { program: 'fne', peers: [1, 4] } as const;
  expect(decode({ status: 200, state: 240, dmrEnabled: true, peerId: 1 }, fne)).toMatchObject({ facts: [{ kind: 'producer', state: 'live' }] });
  expect(decode(fnePeers({ 1: true, 4: true }), fne, 'peer/query')).toMatchObject({ facts: [{ kind: 'producer', state: 'live', reason: null, part: 'peers' }] });
  expect(decode(fnePeers({ 1: true, 2: false }), fne, 'peer/query')).toMatchObject({ facts: [{ state: 'late', reason: 'Not connected to the FNE: Site 2 (2), 4.' }] });
  expect(decode(fnePeers({ 1: true, 2: false, 3: false, 5: false, 6: false }), fne, 'peer/query')).toMatchObject({ facts: [{ reason: 'Not connected to the FNE: Site 2 (2), Site 3 (3), Site 5 (5) and 2 more.' }] });
});

test('what cannot be read is refused with a reason that can be counted', () => {
  expect(decode({ status: 401, message: 'no authentication token' })).toEqual({ ok: false, reason: 'an answer that says it failed' });
  expect(decode({ status: 200 })).toEqual({ ok: false, reason: 'a status without a state' });
  expect(decode({ status: 200, state: 1 })).toEqual({ ok: false, reason: 'no status of a host' });
  expect(decode(hostStatus([], { vcChannels: {} }))).toEqual({ ok: false, reason: 'vcChannels is not a list' });
  expect(decode(hostStatus([{ tx: true }]))).toEqual({ ok: false, reason: 'a channel without a number' });
  expect(decode(on(grantedChannel(1, { src: 16_777_216 })))).toEqual({ ok: false, reason: 'an id out of range' });
  expect(decode(on(grantedChannel(1, { dst: -1 })))).toEqual({ ok: false, reason: 'an id out of range' });
  expect(decode(on(grantedChannel(1, { tx: 'perhaps' })))).toEqual({ ok: false, reason: 'tx in an unknown form' });
  expect(decode({ status: 200, peers: [{ peerId: 1 }] }, {}, 'peer/query')).toEqual({ ok: false, reason: 'a peer without an id or a connection' });
});

test('no answer makes it throw or say something impossible', () => {
  const valid = [hostStatus([grantedChannel(1), grantedChannel(2, { tx: 'false' })]), repeaterStatus({}), fnePeers({ 1: true, 2: false })];
  fc.assert(
    fc.property(fc.constantFrom('status', 'peer/query'), fc.constantFrom('host' as const, 'fne' as const), hostilePayloads(...valid), (topic, program, payload) => {
      const message = { topic, payload, retained: false, receivedAtMs: startMs };
      const decoded = decodeDvmhost(message, { ...settings, program });
      expectSoundDecoded(decoded);
      if (decoded.ok) hearRadio([{ ...source, program }], [['dvm', message]], 1_000);
    }),
    { seed: 112, numRuns: 1_500 },
  );
});
