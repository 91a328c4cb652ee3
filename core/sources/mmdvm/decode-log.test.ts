import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeLogLine } from './decode-log.ts';

const atMs = Date.UTC(2027, 2, 1, 1, 0, 0, 250);
const read = (line: string) => decodeLogLine({ topic: 'kalianget/log', payload: new TextEncoder().encode(line), retained: false, receivedAtMs: atMs + 50 }, { sourceId: 'kalianget' });
const stamp = '2027-03-01 01:00:00.250';

test('a line of the log that says where the talker is is a fix of who speaks there', () => {
  expect(read(`M: ${stamp} DMR Slot 2, GPS position [-7.010000,113.860000] (Position error < 20m)`)).toMatchObject({
    kind: 'talker-fix', latitude: -7.01, longitude: 113.86, accuracyM: 20, signal: { key: 'DMR:2', slot: 2, atMs },
  });
  expect(read(`M: ${stamp} DMR Slot 1, GPS position [-7.010000,113.860000]`)).toMatchObject({ kind: 'talker-fix', accuracyM: null });
  expect(read(`M: ${stamp} DMR Slot 1, GPS position [0.000000,0.000000]`)).toMatchObject({ kind: 'ignored' });
});

test('a line that tells of speech in another mode says that the host is deaf', () => {
  expect(read(`W: ${stamp} DMR modem data received when in mode 10`)).toMatchObject({ kind: 'producer', state: 'late', part: 'mode', atMs });
});

test('every other line is ignored, whatever stands in it', () => {
  expect(read(`M: ${stamp} DMR Slot 2, received RF voice header from YB3ABC to TG 112`)).toMatchObject({ kind: 'ignored' });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (payload) => {
      expect(decodeLogLine({ topic: 'kalianget/log', payload, retained: false, receivedAtMs: atMs }, { sourceId: 'kalianget' }).kind).toBe('ignored');
    }),
    { seed: 112, numRuns: 500 },
  );
});
