import { expect, test } from 'vitest';
import type { StationKey } from '#contract/sync/sync-messages.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { createSigningKey } from '#ledger/station-key.ts';
import { breath } from '#tests/fixtures/breath.ts';
import { manualClock } from '#tests/fixtures/manual-clock.ts';
import { createStationKeys } from './station-keys.ts';

const [first, second] = [createSigningKey(), createSigningKey()];
const of = (station: string, { publicKey }: { publicKey: string }, isRevoked = false): StationKey => ({ station, publicKey, isRevoked });

/** Keys at a station whose central answers what the test says. */
function atStation(kept: StationKey[] = []) {
  const clock = manualClock();
  const central: { answer: Outcome<readonly StationKey[]>; asked: number } = { answer: success([]), asked: 0 };
  const lost: string[] = [];
  const keys = createStationKeys({
    central: {
      keys() {
        central.asked += 1;
        return Promise.resolve(central.answer);
      },
    },
    contact: { untilUp: () => Promise.resolve(true), call: (ask) => ask(), answered: () => undefined, lost: ({ code }) => void lost.push(code) },
    clock,
    log: { warn: () => undefined },
    kept: { read: () => kept, keep: (told) => void kept.splice(0, kept.length, ...told) },
    asked: () => undefined,
  });
  let isClosed = false;
  let isOver = false;
  void (async () => {
    while (!isClosed) await keys.step();
    isOver = true;
  })();
  return {
    keys,
    /** Whether the questions are over at once. */
    async close(): Promise<boolean> {
      isClosed = true;
      keys.close();
      await breath();
      return isOver;
    },
    central,
    lost,
    kept,
    async pass(ms: number): Promise<void> {
      await breath();
      clock.move(ms);
      await breath();
    },
  };
}

test('a station whose key central told is believed by its signature alone, after a start without central too', async () => {
  const { keys, central, kept, pass } = atStation();
  await pass(0);
  expect(keys.judge('S1', 'text', first.sign('text'))).toBe('unknown');
  central.answer = success([of('S1', first)]);
  keys.met('S1');
  await pass(2_000);
  expect(keys.judge('S1', 'text', first.sign('text'))).toBe('right');
  expect([keys.judge('S1', 'other', first.sign('text')), keys.judge('S1', 'text', second.sign('text')), keys.judge('S1', 'text', null)]).toEqual(['wrong', 'wrong', 'wrong']);
  expect(atStation([...kept]).keys.judge('S1', 'text', first.sign('text'))).toBe('right');
});

test('a station that was shut out is not believed within a minute; one that got a new key, by the new one only', async () => {
  const { keys, central, pass } = atStation([of('S1', first), of('S2', second)]);
  central.answer = success([of('S1', first, true), of('S2', first)]);
  await pass(2_000);
  await pass(50_000);
  expect(keys.judge('S1', 'text', first.sign('text'))).toBe('revoked');
  expect([keys.judge('S2', 'text', second.sign('text')), keys.judge('S2', 'text', first.sign('text'))]).toEqual(['wrong', 'right']);
});

test('central is asked when a key is missing, never more than once in two seconds, and what it told stays when it does not answer', async () => {
  const { keys, central, lost, pass } = atStation([of('S1', first)]);
  central.answer = success([of('S1', first)]);
  await pass(0);
  for (let times = 0; times < 50; times += 1) keys.met('S9');
  await pass(1_900);
  expect(central.asked).toBe(1);
  central.answer = failure('no-central', 'gone');
  await pass(200);
  expect([central.asked, lost]).toEqual([2, ['no-central']]);
  keys.met('S1');
  await pass(2_000);
  await pass(40_000);
  expect(central.asked, 'a station that is known is no reason to ask').toBe(2);
  expect(keys.judge('S1', 'text', first.sign('text'))).toBe('right');
});

test('a station that stops waits for no question, just after one and long after', async () => {
  for (const passedMs of [0, 1_000, 30_000]) {
    const { close, pass } = atStation();
    await pass(0);
    await pass(passedMs);
    expect(await close()).toBe(true);
  }
});
