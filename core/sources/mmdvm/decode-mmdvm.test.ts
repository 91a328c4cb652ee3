import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decoded } from '#domain/facts/fact.ts';
import { expectSoundDecoded, hostilePayloads } from '#tests/fixtures/hostile-payloads.ts';
import { decodeMmdvm } from './decode-mmdvm.ts';

const arrivedAtMs = Date.UTC(2027, 2, 1, 1, 0, 1);
const timestamp = '2027-03-01T01:00:00.250Z';
const saidMs = Date.UTC(2027, 2, 1, 1, 0, 0, 250);

function decode(payload: unknown, topic = 'kalianget/json'): Decoded {
  const bytes = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return decodeMmdvm({ topic, payload: new TextEncoder().encode(bytes), retained: false, receivedAtMs: arrivedAtMs }, { sourceId: 'kalianget' });
}
const dmr = (body: object): Decoded => decode({ DMR: { slot: 2, timestamp, ...body } });
const radio = (signal: object) => ({ ok: true, facts: [{ kind: 'radio', signal: expect.objectContaining(signal) as unknown }] });
const ignored = { ok: true, facts: [{ kind: 'ignored' }] };

describe('a DMR over', () => {
  const talker = { src_id: 5_110_001, src_info: 'AMBULANS 1', dst_id: 112, group: 'yes', source: 'rf' };

  test('starts with talker, group and direction', () => {
    expect(dmr({ action: 'start', ...talker })).toMatchObject(
      radio({ phase: 'start', key: 'DMR:2', slot: 2, direction: 'rf', radioId: 5_110_001, alias: 'AMBULANS 1', talkgroup: 112, privateCallTo: null, data: false, atMs: saidMs, timed: true }),
    );
    expect(dmr({ action: 'late_entry', ...talker, source: 'network' })).toMatchObject(radio({ phase: 'late-entry', direction: 'network' }));
  });

  test('of a fork that leaves the number out has the one behind the name', () => {
    const named = (src_info: string) => dmr({ action: 'start', src_info, dst_id: 6, group: 'yes', source: 'rf' });
    expect(named('PU2PNY / 7240000')).toMatchObject(radio({ radioId: 7_240_000, alias: 'PU2PNY / 7240000' }));
    expect(named('7240000')).toMatchObject(radio({ radioId: 7_240_000, alias: null }));
    for (const name of ['AMBULANS 1', 'P12', 'DMR / 99999999', '/ 0']) expect(named(name)).toMatchObject(radio({ radioId: null }));
  });

  test('to one radio is a private call in both dialects: "no" is no yes', () => {
    expect(dmr({ action: 'start', ...talker, group: 'no' })).toMatchObject(radio({ talkgroup: null, privateCallTo: 112 }));
    const old = { source_id: 5_110_001, source_info: '5110001', destination_id: 5_110_002, destination_type: 'individual', source: 'rf' };
    expect(dmr({ action: 'start', ...old })).toMatchObject(radio({ radioId: 5_110_001, talkgroup: null, privateCallTo: 5_110_002, alias: null }));
    expect(dmr({ action: 'start', ...old, destination_type: 'group' })).toMatchObject(radio({ talkgroup: 5_110_002, privateCallTo: null }));
  });

  test('of data counts its blocks, none included', () => {
    expect(dmr({ action: 'start', ...talker, frames: 0 })).toMatchObject(radio({ data: true }));
  });

  test('ends with figures, of which float noise is rounded off', () => {
    expect(dmr({ action: 'end', duration: 2.8799424171447754, ber: 0.25, rssi: { min: -91, max: -80, ave: -86 } })).toMatchObject(
      radio({ phase: 'end', durationMs: 2_880, berPercent: 0.25, rssiDbm: -86, lossPercent: null, radioId: null, direction: null }),
    );
    expect(dmr({ action: 'lost', duration: 3.3, ber: 0, loss: 43.6 })).toMatchObject(radio({ phase: 'lost', lossPercent: 43.6 }));
    expect(dmr({ action: 'timeout' })).toMatchObject(radio({ phase: 'timeout' }));
  });

  test('has no strength when the modem only repeats an old one', () => {
    expect(dmr({ action: 'end', duration: 4, ber: 0, rssi: { min: -70, max: -70, ave: -70 } })).toMatchObject(radio({ rssiDbm: null }));
  });

  test('without a time is taken at its arrival, and so is one a day off', () => {
    expect(decode({ DMR: { action: 'start', slot: 1, ...talker } })).toMatchObject(radio({ atMs: arrivedAtMs, timed: false }));
    expect(dmr({ action: 'start', ...talker, timestamp: '2020-03-01T01:00:00Z' })).toMatchObject(radio({ atMs: arrivedAtMs, timed: true }));
    expect(dmr({ action: 'start', ...talker, timestamp: '2027-03-01 01:00:00.250' })).toMatchObject(radio({ atMs: saidMs }));
  });

  test('carries no controls or directions of foreign text', () => {
    expect(dmr({ action: 'start', ...talker, src_info: 'AMB\u202e\u0000 1' })).toMatchObject(radio({ alias: 'AMB 1' }));
  });
});

describe('signalling', () => {
  const csbk = (csbk_desc: string): Decoded => dmr({ action: 'csbk', csbk_desc, source: 'rf', src_id: 1, dst_id: 112, group: 'yes' });

  test('of the emergency button is an emergency, in any wording with that word', () => {
    expect(csbk('Call Emergency')).toMatchObject(radio({ phase: 'signalling', emergency: true, detail: 'Call Emergency', radioId: 1, talkgroup: 112 }));
    expect(csbk('EMERGENCY ALARM')).toMatchObject(radio({ emergency: true }));
    expect(csbk('Radio Check')).toMatchObject(radio({ emergency: false, detail: 'Radio Check' }));
  });

  test('that only prepares something is ignored', () => {
    for (const description of ['Preamble', 'Unit to Unit Voice Service Request', 'Unit to Unit Voice Answer Response', 'Unit to Unit Voice Service Answer Response']) expect(csbk(description)).toMatchObject(ignored);
  });

  test('and a rejection need no slot', () => {
    expect(decode({ DMR: { action: 'csbk', csbk_desc: 'Radio Check', src_id: 1 } })).toMatchObject(radio({ slot: null }));
    expect(decode({ DMR: { action: 'rejected', src_id: 1 } })).toMatchObject(radio({ phase: 'rejected' }));
  });
});

describe('what is heard during an over', () => {
  test('is a sign of life of its slot', () => {
    expect(decode({ RSSI: { mode: 'DMR', slot: 1, value: -80, timestamp } })).toMatchObject(radio({ phase: 'quality', key: 'DMR:1', direction: 'rf', rssiDbm: -80 }));
    expect(decode({ BER: { mode: 'DMR', slot: 1, value: 1.5, timestamp } })).toMatchObject(radio({ phase: 'quality', berPercent: 1.5 }));
    expect(decode({ RSSI: { mode: 'P25', value: -80, timestamp } })).toMatchObject(radio({ key: 'P25', slot: null }));
    expect(decode({ RSSI: { mode: 'DMR', value: -80, timestamp } })).toMatchObject(ignored);
  });

  test('may be the name the radio gives itself', () => {
    expect(decode({ Text: { mode: 'DMR', slot: 2, value: 'DAMKAR 3', timestamp } })).toMatchObject(radio({ phase: 'alias', alias: 'DAMKAR 3' }));
    expect(decode({ Text: { mode: 'DMR', slot: 2, value: '(could not decode)', timestamp } })).toMatchObject(radio({ phase: 'quality', alias: null }));
  });
});

describe('the host', () => {
  test('goes idle or into a mode', () => {
    expect(decode({ MMDVM: { mode: 'idle', timestamp } })).toMatchObject({ facts: [{ signal: { phase: 'host-idle' } }, { kind: 'producer', state: 'live', part: 'mode' }, { kind: 'producer', state: 'live', part: 'lock' }] });
    expect(decode({ MMDVM: { mode: 'DMR', timestamp } })).toMatchObject({ facts: [{ signal: { phase: 'host-mode', detail: 'DMR' } }, { state: 'live' }, { state: 'live' }] });
    expect(decode({ MMDVM: { mode: 'FM', timestamp } })).toMatchObject({ facts: [{ signal: { phase: 'host-mode' } }, { kind: 'producer', state: 'late', part: 'mode', reason: 'Radio deaf: the host is in mode FM and hears no DMR.' }] });
  });

  test('is deaf when locked or in error, and gone when it was stopped', () => {
    expect(decode({ MMDVM: { mode: 'lockout', timestamp } })).toMatchObject({ facts: [{ kind: 'producer', state: 'late' }] });
    expect(decode({ MMDVM: { mode: 'error', timestamp } })).toMatchObject({ facts: [{ kind: 'producer', state: 'late' }] });
    expect(decode({ MMDVM: { message: 'MMDVM-Host is stopping', timestamp } })).toMatchObject({ facts: [{ kind: 'producer', state: 'down', atMs: saidMs }] });
    expect(decode({ MMDVM: { message: 'MMDVMHost is running', timestamp } })).toMatchObject({ facts: [{ kind: 'producer', state: 'live' }, { signal: { phase: 'host-back' } }] });
    expect(decode({ MMDVM: { message: 'Opening network connection', timestamp } })).toMatchObject(ignored);
  });

  test('answers in plain text, which only shows that it lives', () => {
    expect(decode('dmr:conn fm:n/a', 'kalianget/response')).toMatchObject(ignored);
  });
});

describe('other modes', () => {
  test('of numbers have no slot', () => {
    expect(decode({ P25: { action: 'start', source: 'rf', src_id: 9, dst_id: 10_200, group: 'yes', timestamp } })).toMatchObject(radio({ mode: 'P25', key: 'P25', slot: null, radioId: 9, talkgroup: 10_200 }));
    expect(decode({ NXDN: { action: 'end', source: 'network', src_id: 9, frames: 4, timestamp } })).toMatchObject(radio({ mode: 'NXDN', phase: 'end', direction: 'network', data: true }));
  });

  test('of call signs lose the padding, under old names and new', () => {
    expect(decode({ 'D-Star': { action: 'start', source: 'rf', src_callsign: 'YB3ABC  ', src_ext: 'HT  ', dst_callsign: 'CQCQCQ  ', timestamp } })).toMatchObject(radio({ mode: 'D-Star', alias: 'YB3ABC/HT', detail: 'CQCQCQ', radioId: null }));
    expect(decode({ YSF: { action: 'start', source: 'network', source_cs: 'YB3ABC    ', 'dg-id': 12, mode: 'voice_vw', timestamp } })).toMatchObject(radio({ alias: 'YB3ABC', detail: 'DG-ID 12', data: false }));
  });

  test('analogue has a state and no caller, and its strength opens nothing', () => {
    expect(decode({ RSSI: { mode: 'FM', value: -85, timestamp } })).toMatchObject(radio({ phase: 'quality', direction: null }));
    const fm = (state: string): Decoded => decode({ FM: { state, timestamp } });
    expect(fm('kerchunk_rf')).toMatchObject(radio({ mode: 'FM', phase: 'start', direction: 'rf', radioId: null }));
    expect(fm('relaying_ext')).toMatchObject(radio({ phase: 'start', direction: 'network' }));
    expect(fm('timeout_rf')).toMatchObject(radio({ phase: 'timeout' }));
    for (const state of ['relaying_wait_rf', 'timeout_wait_ext', 'hang', 'listening', 'unknown']) expect(fm(state)).toMatchObject(radio({ phase: 'end', durationMs: null }));
  });

  test('paging and the frames of forks are ignored', () => {
    expect(decode({ POCSAG: { source: 'local', ric: 112, functional: 'numeric', timestamp } })).toMatchObject(ignored);
    expect(dmr({ type: 'voice', source: 'rf', sequence: 0, data: 'B5dV' })).toMatchObject(ignored);
  });
});

test('what cannot be read is refused with a reason that can be counted', () => {
  for (const [payload, reason] of [
    ['', 'empty payload'],
    ['not json', 'not JSON'],
    [[], 'a JSON array, not an object'],
    [{}, 'none of the objects of MMDVM-Host'],
    [{ link: {} }, 'none of the objects of MMDVM-Host'],
    [{ DMR: null }, 'DMR is not an object'],
    [{ DMR: { action: 'start' } }, 'DMR without a slot'],
    [{ DMR: { action: 'dance', slot: 1 } }, 'an action that is not known'],
    [{ MMDVM: {} }, 'MMDVM has neither a mode nor a message'],
    [{ RSSI: { value: -80 } }, 'RSSI without a mode'],
    [{ FM: {} }, 'FM without a state'],
  ] as const) {
    expect(decode(payload)).toEqual({ ok: false, reason });
  }
});

test('no payload makes it throw or say something impossible', () => {
  const valid = [
    { DMR: { action: 'start', dst_id: 112, group: 'yes', slot: 2, source: 'rf', src_id: 5_110_001, src_info: 'AMBULANS 1', timestamp } },
    { DMR: { action: 'end', ber: 0.2, duration: 2.9, rssi: { ave: -86, max: -80, min: -91 }, slot: 2, timestamp } },
    { RSSI: { mode: 'DMR', slot: 2, timestamp, value: -80 } },
    { MMDVM: { mode: 'idle', timestamp } },
    { YSF: { action: 'start', source: 'rf', src_callsign: 'YB3ABC', 'dg-id': 1, timestamp } },
    { FM: { state: 'relaying_rf', timestamp } },
  ];
  fc.assert(
    fc.property(hostilePayloads(...valid), (payload) => {
      const decoded = decodeMmdvm({ topic: 'kalianget/json', payload, retained: false, receivedAtMs: arrivedAtMs }, { sourceId: 'kalianget' });
      expectSoundDecoded(decoded);
      for (const fact of decoded.ok ? decoded.facts : []) {
        if (fact.kind !== 'radio') continue;
        const { durationMs, rssiDbm, berPercent, radioId, alias } = fact.signal;
        expect(durationMs ?? 0).toBeGreaterThanOrEqual(0);
        for (const figure of [rssiDbm, berPercent, radioId]) if (figure !== null) expect(Number.isFinite(figure)).toBe(true);
        expect((alias ?? '').length).toBeLessThan(260);
      }
    }),
    { seed: 112, numRuns: 3_000 },
  );
});
