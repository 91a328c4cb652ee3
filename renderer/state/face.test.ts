import { describe, expect, test } from 'vitest';
import type { HealthState } from '#domain/links/link.ts';
import { faceOf } from './face.ts';
import type { StationState } from './station-state.ts';

const station = (kind: StationState['kind']): StationState => ({ kind, sinceMs: 100, sentence: null });
const view = (state: HealthState, loaded = true) => ({
  loaded,
  asOfMs: loaded ? 5_000 : null,
  health: { state, sinceMs: 4_000, reason: state === 'live' ? null : 'silent for 30 s' },
});

describe('the face of a panel', () => {
  test('is loading until something came, and broken when nothing came and the station is away', () => {
    expect(faceOf(view('live', false), station('ready')).kind).toBe('loading');
    expect(faceOf(view('live', false), station('connecting')).kind).toBe('loading');
    expect(faceOf(view('live', false), station('away')).kind).toBe('broken');
    expect(faceOf(view('live', false), station('refused')).kind).toBe('broken');
  });

  test('is stale as of the last update while the station is away', () => {
    expect(faceOf(view('live'), station('away'))).toEqual({ kind: 'stale', asOfMs: 5_000, reason: null });
  });

  test('is stale since its source went down', () => {
    expect(faceOf(view('down'), station('ready'))).toEqual({ kind: 'stale', asOfMs: 4_000, reason: 'silent for 30 s' });
  });

  test('says late, off and live as the source is', () => {
    expect(faceOf(view('late'), station('ready')).kind).toBe('late');
    expect(faceOf(view('off'), station('ready')).kind).toBe('off');
    expect(faceOf(view('live'), station('ready')).kind).toBe('live');
  });
});
