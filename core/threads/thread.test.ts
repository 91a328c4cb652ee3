import { expect, onTestFinished, test, vi } from 'vitest';
import { repeatingClock } from '#tests/fixtures/repeating-clock.ts';
import { success } from '#domain/outcome/outcome.ts';
import { createLog } from '../log.ts';
import type { ThreadWork } from './serve-thread.ts';
import { createThread, type Thread } from './thread.ts';

const echo = (): ThreadWork => ({ answer: (input) => success(input), hear: () => undefined, prepare: () => false });

function thread(file = new URL('../../tests/fixtures/odd-thread.ts', import.meta.url)): { thread: Thread; log: string[]; clock: ReturnType<typeof repeatingClock> } {
  const clock = repeatingClock();
  const log: string[] = [];
  const made = createThread({ name: 'odd', file, begin: echo, given: null, clock, log: createLog((line) => log.push(line), clock.now), changed: () => undefined });
  onTestFinished(() => made.close());
  return { thread: made, log, clock };
}

test('a thread answers, one question after the other', async () => {
  const { thread: odd } = thread();
  expect(await Promise.all(['a', 'b', 'c'].map((input) => odd.ask(input, input)))).toEqual(['a', 'b', 'c'].map(success));
  expect([odd.trouble(), odd.check()]).toMatchObject([null, { state: 'ok' }]);
});

test('of two questions with one key only the later is answered, at once, however long the earlier would take', async () => {
  const { thread: odd } = thread();
  const first = odd.ask('wait', 'same');
  const [one, other, later] = await Promise.all([first, odd.ask('wait', 'same'), odd.ask('c', 'same')]);
  expect([one, other, later]).toMatchObject([{ code: 'superseded' }, { code: 'superseded' }, success('c')]);
});

test('a fault in one answer is told and logged, and the next is answered', async () => {
  const { thread: odd, log } = thread();
  expect(await odd.ask('throw', 't')).toMatchObject({ ok: false, code: 'defect' });
  expect(await odd.ask('a', 'a')).toEqual(success('a'));
  expect(log.join()).toContain('odd failed');
});

test('a thread that ends is started again, knows the news, and what was asked is answered or refused, never lost', async () => {
  const { thread: odd, log, clock } = thread();
  odd.tell('closed road');
  const asked = [odd.ask('die', 'd'), odd.ask('news', 'n')];
  await vi.waitUntil(() => log.filter((line) => line.includes('started again')).length === 2, { timeout: 10_000 });
  expect(odd.trouble()).toMatchObject({ state: 'down' });
  clock.move(500);
  expect(await Promise.all(asked)).toMatchObject([{ code: 'thread-ended' }, success('closed road')]);
  expect([odd.trouble(), odd.check()]).toMatchObject([{ state: 'late' }, { state: 'warning' }]);
  clock.move(600_000);
  expect(odd.trouble()).toBeNull();
});

test('where no thread can be started the work is done by the main thread, and it is said', async () => {
  const { thread: odd, log, clock } = thread(new URL('file:///nowhere/thread.ts'));
  const asked = odd.ask('a', 'a');
  await vi.waitUntil(() => log.length === 2, { timeout: 10_000 });
  clock.move(500);
  expect(await asked).toEqual(success('a'));
  expect(odd.trouble()).toMatchObject({ state: 'late', reason: expect.stringContaining('main thread') as string });
});

test('a closed thread answers everything that waits', async () => {
  const { thread: odd } = thread();
  const asked = [odd.ask('wait', 'w'), odd.ask('a', 'a')];
  await odd.close();
  expect(await Promise.all([...asked, odd.ask('b', 'b')])).toMatchObject(Array(3).fill({ code: 'closing' }));
});
