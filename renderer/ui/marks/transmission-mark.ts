import type { Transmission } from '#domain/radio/transmission.ts';
import type { Mark } from '../badge.tsx';

/** What is to say about a transmission in one word. */
export type TransmissionState =
  | 'talking'
  /** Not ended, and no sign of life either. */
  | 'fading'
  | 'ended'
  | 'lost'
  | 'timeout'
  | 'superseded'
  /** Closed by us, because the source never said so. */
  | 'doubtful'
  | 'source-down'
  | 'data'
  | 'signalling'
  | 'rejected';

export function transmissionState(transmission: Transmission): TransmissionState {
  if (transmission.kind === 'rejected') return 'rejected';
  if (transmission.kind === 'signalling') return 'signalling';
  if (transmission.endedAtMs === null) return transmission.signalGone ? 'fading' : transmission.kind === 'data' ? 'data' : 'talking';
  switch (transmission.end) {
    case 'lost':
    case 'timeout':
    case 'superseded':
    case 'source-down':
      return transmission.end;
    case 'stale':
      return 'doubtful';
    case 'terminator':
    case 'single-shot':
    case null:
      return transmission.kind === 'data' ? 'data' : 'ended';
  }
}

export const transmissionMark: Readonly<Record<TransmissionState, Mark>> = {
  talking: { shape: 'forward', tone: 'green' },
  fading: { shape: 'half', tone: 'amber' },
  ended: { shape: 'disc', tone: 'grey' },
  lost: { shape: 'cross', tone: 'amber' },
  timeout: { shape: 'cross', tone: 'amber' },
  superseded: { shape: 'back', tone: 'grey' },
  doubtful: { shape: 'ring', tone: 'amber' },
  'source-down': { shape: 'cross', tone: 'amber' },
  data: { shape: 'diamond', tone: 'grey' },
  signalling: { shape: 'square', tone: 'plain' },
  rejected: { shape: 'frame', tone: 'amber' },
};

/** An emergency is marked as nothing else is, whatever became of the transmission. */
export const emergencyMark: Mark = { shape: 'triangle', tone: 'red' };

export function isOnAir(transmission: Transmission): boolean {
  return transmission.endedAtMs === null && (transmission.kind === 'voice' || transmission.kind === 'data');
}
