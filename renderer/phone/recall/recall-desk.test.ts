import { afterEach, expect, test, vi } from 'vitest';
import type { Client } from '#contract/client/client.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import type { Recording } from '#domain/recordings/recording.ts';
import { broughtByRecorder } from '#domain/recordings/uploaded-call.ts';
import { createRecallDesk, type RecallDesk } from './recall-desk.ts';

const nowMs = Date.UTC(2026, 10, 28, 3);
const replay = { name: 'recall.replay', input: {} } as const;
const brought: Recording = {
  id: 'R1',
  source: { kind: 'radio', id: '1', label: 'Komando' },
  callId: null,
  startedAtMs: nowMs - 5_000,
  mimeType: 'audio/wav',
  channels: ['Komando'],
  phone: broughtByRecorder,
  state: 'finished',
  durationMs: 2_000,
  bytes: 3,
  sha256: null,
  isSynced: false,
  removedAtMs: null,
};

/** A loudspeaker that plays whatever it is given. */
class Loudspeaker extends EventTarget {
  src = '';
  play(): Promise<void> {
    return Promise.resolve();
  }
}

/** A desk with nothing in memory, at a station that answers after this time. */
function desk(answersAfterMs: number, recordings: readonly Recording[]): RecallDesk {
  vi.stubGlobal('Audio', Loudspeaker);
  const ask = (name: string, _input: unknown, { timeoutMs = Infinity } = {}): Promise<Outcome<unknown>> => {
    if (name === 'recording.read') return Promise.resolve(success({ recording: brought, data: btoa('abc') }));
    return Promise.resolve(answersAfterMs < timeoutMs ? success(recordings) : failure('no-answer', 'The station has not answered.'));
  };
  return createRecallDesk({ client: { ask: ask as Client['ask'] }, now: () => nowMs, changed: () => undefined });
}

afterEach(() => vi.unstubAllGlobals());

test('what a recorder brought is heard again although the station is slow to tell of it', async () => {
  const slow = desk(900, [brought]);
  expect(await slow.obey(replay)).toEqual(success({}));
  expect(slow.state().replay).toMatchObject({ of: 'recall', source: { label: 'Komando' } });
});

test('that nobody has spoken is said by a station that answers, and never by one that does not', async () => {
  expect(await desk(1, []).obey(replay)).toMatchObject({ code: 'nothing-to-replay' });
  expect(await desk(1, [{ ...brought, startedAtMs: nowMs - 11 * 60_000 }]).obey(replay)).toMatchObject({ code: 'nothing-to-replay' });
  expect(await desk(60_000, [brought]).obey(replay)).toMatchObject({ code: 'no-answer' });
});
