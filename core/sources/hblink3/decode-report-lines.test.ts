import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Decoded, Message } from '#domain/facts/fact.ts';
import { expectSoundDecoded } from '#tests/fixtures/hostile-payloads.ts';
import { hearRadio, type Heard } from '#tests/fixtures/radio-room.ts';
import { decodeReportLines } from './decode-report-lines.ts';

const startMs = 1_803_862_800_000;
const said = (text: string, atS = 0): Message => ({ topic: 'cc112/v1/sumenep/radio/hblink3', payload: new TextEncoder().encode(text), retained: false, receivedAtMs: startMs + atS * 1000 });
const decode = (text: string): Decoded => decodeReportLines(said(text), { sourceId: 'hb3' });
const hear = (...lines: readonly (readonly [atS: number, text: string])[]): Heard => hearRadio([{ id: 'hb3', kind: 'hblink3' }], lines.map(([atS, text]) => ['hb3', said(text, atS)] as const));

test('an over is told once, however many repeaters it is sent to, with its length', () => {
  const { transmissions } = hear(
    [0, 'GROUP VOICE,START,RX,MASTER-1,4001,620001,5110001,2,112'],
    [0.02, 'GROUP VOICE,START,TX,MASTER-2,4001,620002,5110001,2,112'],
    [3.1, 'GROUP VOICE,END,RX,MASTER-1,4001,620001,5110001,2,112,3.05'],
    [3.12, 'GROUP VOICE,END,TX,MASTER-2,4001,620002,5110001,2,112,3.05'],
  );
  expect(transmissions).toMatchObject([{ mode: 'DMR', slot: 2, radioId: 5_110_001, talkgroup: 112, durationMs: 3_050, end: 'terminator', direction: 'network' }]);
});

test('a mark or a strength behind the target is no length, and a private call has a radio as its target', () => {
  expect(hear([0, 'GROUP VOICE,START,RX,M,7,620001,5110001,1,112,1'], [4, 'GROUP VOICE,END,RX,M,7,620001,5110001,1,112,87']).transmissions).toMatchObject([{ durationMs: 4_000, rssiDbm: null }]);
  expect(hear([0, 'PRIVATE VOICE,START,RX,M,8,620001,5110001,2,5110002'], [5.9, 'PRIVATE VOICE,END,RX,M,8,620001,5110001,2,5110002,5.87,620002']).transmissions).toMatchObject([{ privateCallTo: 5_110_002, talkgroup: null, durationMs: 5_870 }]);
});

test('versions that number no streams are told by their slot', () => {
  expect(hear([0, 'GROUP VOICE,START,RX,M,620001,5110001,2,112'], [2, 'GROUP VOICE,END,RX,M,620001,5110001,2,112,2.00']).transmissions).toMatchObject([{ radioId: 5_110_001, talkgroup: 112, durationMs: 2_000 }]);
});

test('an end that is lost is superseded by the next stream of the slot, an end without its start is kept, one of nothing is not', () => {
  expect(hear([0, 'GROUP VOICE,START,RX,M,1,620001,5110001,2,112'], [6, 'GROUP VOICE,START,RX,M,2,620001,5110002,2,112'], [8, 'GROUP VOICE,END,RX,M,2,620001,5110002,2,112,2.00']).transmissions.map(({ end }) => end)).toEqual(['superseded', 'terminator']);
  expect(hear([2, 'GROUP VOICE,END,RX,M,1,620001,5110001,2,112,1.50']).transmissions).toMatchObject([{ radioId: 5_110_001, durationMs: 1_500 }]);
  expect(hear([2, 'GROUP VOICE,END,RX,M,1,620001,5110001,2,112,-4.31']).transmissions).toEqual([]);
});

test('several lines in a message, data, the request to drop links, and what is not read', () => {
  expect(decode('UNIT DATA,DATA,RX,M,9,620001,5110001,2,5110002\nGROUP VOICE,START,RX,M,1,620001,5110001,2,4000\nhello')).toMatchObject({
    facts: [{ signal: { phase: 'signalling', data: true, privateCallTo: 5_110_002 } }, { signal: { phase: 'signalling', detail: 'Disconnect' } }, { kind: 'ignored', why: 'beside lines that cannot be read: no event of a report port' }],
  });
  expect(decode('GROUP VOICE,INGRESS,RX,M,1,620001,5110001,2,112')).toMatchObject({ facts: [{ kind: 'ignored' }] });
  expect(decode('hello')).toEqual({ ok: false, reason: 'no event of a report port' });
  expect(decode('GROUP VOICE,START,RX,M,1,2,3,4')).toEqual({ ok: false, reason: 'an event without repeater, slot or target' });
  expect(decode('GROUP VOICE,START,RX,M,1,620001,5110001,2,99999999')).toEqual({ ok: false, reason: 'an event without repeater, slot or target' });
  expect(decode('')).toEqual({ ok: false, reason: 'empty payload' });
  expect(decodeReportLines({ ...said('GROUP VOICE,START,RX,M,1,620001,5110001,2,112'), retained: true }, { sourceId: 'hb3' })).toMatchObject({ facts: [{ kind: 'ignored' }] });
});

test('no bytes make it throw or say something impossible', () => {
  const field = fc.oneof(fc.constantFrom('GROUP VOICE', 'PRIVATE VOICE', 'UNIT DATA', 'START', 'END', 'RX', 'TX', 'M', '1', '2', '112', '4294967296', '-1', '3.05', '1e9', '', '__proto__'), fc.string({ maxLength: 6 }));
  const line = fc.oneof(fc.array(field, { maxLength: 13 }), fc.tuple(fc.constantFrom('GROUP VOICE', 'UNIT DATA'), fc.constantFrom('START', 'END'), fc.constant('RX'), field, field, field, field, field, field, field)).map((fields) => fields.join(','));
  fc.assert(
    fc.property(fc.oneof(fc.array(line, { maxLength: 4 }).map((lines) => new TextEncoder().encode(lines.join('\n'))), fc.uint8Array({ maxLength: 300 })), (payload) => {
      expectSoundDecoded(decodeReportLines({ ...said(''), payload }, { sourceId: 'hb3' }));
    }),
    { seed: 112, numRuns: 2_000 },
  );
});
