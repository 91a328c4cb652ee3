import { expect, test } from 'vitest';
import type { RecordingOfStation } from '#domain/recordings/recording.ts';
import { standingOf } from './listed-recordings.ts';

const recording = (changes: Partial<RecordingOfStation>): RecordingOfStation => ({
  id: 'r1', source: { kind: 'phone', id: 'h/1', label: '0812' }, callId: 'c1', startedAtMs: 1_000, mimeType: 'audio/webm', channels: ['caller', 'desk'], phone: 'S1',
  state: 'finished', durationMs: 5_000, bytes: 9, sha256: 'x', isSynced: false, removedAtMs: null, station: 'S1', ...changes,
});

test('a recording is whole, cut off, going on, only at central, or of another station', () => {
  const list = [recording({}), recording({ state: 'fault' }), recording({ state: 'open' }), recording({ removedAtMs: 9 }), recording({ station: 'S2', state: 'fault' })];
  expect(list.map((each) => standingOf(each, 'S1'))).toEqual(['whole', 'cut', 'open', 'central', 'elsewhere']);
});
