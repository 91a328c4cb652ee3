import { describe, expect, test } from 'vitest';
import { latestOnly } from './latest-only.ts';

function gate() {
  const sent: number[] = [];
  const finish: (() => void)[] = [];
  const fail: ((error: Error) => void)[] = [];
  const errors: unknown[] = [];
  const feed = latestOnly<number>(
    (value) => {
      sent.push(value);
      return new Promise<void>((resolve, reject) => {
        finish.push(resolve);
        fail.push(reject);
      });
    },
    (error) => errors.push(error),
  );
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { sent, finish, fail, errors, feed, settled };
}

describe('values on their way to the map', () => {
  test('of a thousand values offered while one is on its way only the newest follows', async () => {
    const { sent, finish, feed, settled } = gate();
    for (let value = 0; value < 1_000; value += 1) feed.offer(value);
    expect(sent).toEqual([0]);
    finish[0]?.();
    await settled();
    expect(sent).toEqual([0, 999]);
    finish[1]?.();
    await settled();
    expect(sent).toEqual([0, 999]);
  });

  test('a value that fails is reported and does not stop the next', async () => {
    const { sent, fail, errors, feed, settled } = gate();
    feed.offer(1);
    feed.offer(2);
    fail[0]?.(new Error('the worker fell over'));
    await settled();
    expect(sent).toEqual([1, 2]);
    expect(errors).toHaveLength(1);
  });

  test('after the stop nothing is sent and nothing reported', async () => {
    const { sent, fail, errors, feed, settled } = gate();
    feed.offer(1);
    feed.offer(2);
    feed.stop();
    feed.offer(3);
    fail[0]?.(new Error('the map is gone'));
    await settled();
    expect(sent).toEqual([1]);
    expect(errors).toEqual([]);
  });
});
