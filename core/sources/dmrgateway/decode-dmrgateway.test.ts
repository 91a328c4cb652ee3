import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Decoded } from '#domain/facts/fact.ts';
import { expectSoundDecoded, hostilePayloads } from '#tests/fixtures/hostile-payloads.ts';
import { decodeDmrGateway } from './decode-dmrgateway.ts';

const arrivedAtMs = Date.UTC(2027, 2, 1, 1, 0, 1);
const timestamp = '2027-02-10T01:00:00.000Z';

function decode(payload: unknown, retained = false): Decoded {
  return decodeDmrGateway({ topic: 'gateway/json', payload: new TextEncoder().encode(JSON.stringify(payload)), retained, receivedAtMs: arrivedAtMs });
}

test('a link that the broker kept is told with its own time, weeks ago', () => {
  expect(decode({ link: { action: 'linking', network: 'MADURA', reason: 'network', timestamp } }, true)).toEqual({
    ok: true,
    facts: [{ kind: 'producer', state: 'live', reason: null, atMs: Date.UTC(2027, 1, 10, 1, 0, 0), part: 'MADURA' }],
  });
});

test('a link that failed or was lost is down, with the reason in words', () => {
  const reasonOf = (action: string, reason: string): unknown => {
    const decoded = decode({ link: { action, network: 'MADURA', reason } });
    return decoded.ok && decoded.facts[0]?.kind === 'producer' ? [decoded.facts[0].state, decoded.facts[0].reason] : decoded;
  };
  expect(reasonOf('failed', 'auth')).toEqual(['down', 'The gateway could not link to MADURA: the password was refused.']);
  expect(reasonOf('unlinked', 'network')).toEqual(['down', 'The gateway lost its link to MADURA: the network was lost.']);
  expect(reasonOf('failed', 'something new')).toEqual(['down', 'The gateway could not link to MADURA: no reason given.']);
});

test('notices are ignored and everything else is refused', () => {
  expect(decode({ status: { message: 'Logged into DMR Network: MADURA', timestamp } })).toMatchObject({ ok: true, facts: [{ kind: 'ignored' }] });
  expect(decode({ status: { message: '' } })).toEqual({ ok: false, reason: 'a status without a message' });
  expect(decode({ status: null })).toEqual({ ok: false, reason: 'neither a link nor a status' });
  expect(decode({ DMR: { action: 'start' } })).toEqual({ ok: false, reason: 'neither a link nor a status' });
  expect(decode({ link: { action: 'dancing' } })).toEqual({ ok: false, reason: 'an action that is not known' });
});

test('no payload makes it throw or say something impossible', () => {
  const valid = [{ link: { action: 'failed', network: 'MADURA', reason: 'auth', timestamp } }, { status: { message: 'Opening', timestamp } }];
  fc.assert(
    fc.property(hostilePayloads(...valid), fc.boolean(), (payload, retained) => {
      expectSoundDecoded(decodeDmrGateway({ topic: 'gateway/json', payload, retained, receivedAtMs: arrivedAtMs }));
    }),
    { seed: 112, numRuns: 1_000 },
  );
});
