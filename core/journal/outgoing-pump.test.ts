import { expect, test } from 'vitest';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { createLog } from '../log.ts';
import { journalOnDisk, standingClock } from '#tests/fixtures/journal-on-disk.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { createOutgoingPump } from './outgoing-pump.ts';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('what was decided while the broker was away goes out once it is back, in order and once', async () => {
  const { stores } = journalOnDisk(temporaryFolder());
  const sent: string[] = [];
  let live = false;
  let answers: Outcome<void>[] = [];
  const pump = createOutgoingPump({
    store: stores.outgoing,
    publish: async (_topic, payload) => {
      const answer = answers.shift() ?? success(undefined);
      if (answer.ok) sent.push(payload);
      return Promise.resolve(answer);
    },
    isLive: () => live,
    clock: standingClock(),
    log: createLog(() => undefined, () => 0),
    onSent: () => undefined,
  });
  for (const id of ['1', '2', '3']) stores.outgoing.add({ id, topic: 't', payload: id }, 0);
  pump.wake();
  await settled();
  expect(sent).toEqual([]);

  live = true;
  answers = [success(undefined), failure('broker-down', 'The broker is away.')];
  pump.wake();
  await settled();
  expect(sent).toEqual(['1']);
  expect(stores.outgoing.count()).toBe(2);

  pump.wake();
  pump.wake();
  await settled();
  expect(sent).toEqual(['1', '2', '3']);
  expect(stores.outgoing.count()).toBe(0);
  await pump.close();
});
