import type { SoundSource } from '../recordings/recording.ts';

/** Slower keeps the pitch. */
export const replaySpeeds = [1, 0.8] as const;
export type ReplaySpeed = (typeof replaySpeeds)[number];

/** What is heard again at a seat, and how far it is. Seconds of the sound itself, whatever the speed. */
export type Replay = {
  readonly of: 'recall' | 'recording';
  readonly source: SoundSource;
  /** When it was said, host's clock. */
  readonly beganAtMs: number;
  /** How many passages before this one can still be gone back to. */
  readonly older: number;
  /** When the replay began to sound, host's clock; null until it does. */
  readonly soundedAtMs: number | null;
  readonly positionS: number;
  readonly durationS: number;
};

export type Recall = {
  readonly replay: Replay | null;
  readonly speed: ReplaySpeed;
};

/** How the recording of calls does at a phone. */
export type Recorder = {
  readonly state: 'idle' | 'recording' | 'unable';
  /** Why nothing, or not everything, is recorded; null while all is well. */
  readonly reason: string | null;
  /** Pieces that core does not have yet. */
  readonly waitingBytes: number;
};

export const silentRecall: Recall = { replay: null, speed: 1 };
export const idleRecorder: Recorder = { state: 'idle', reason: null, waitingBytes: 0 };
