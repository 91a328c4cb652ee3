import type { Recall, Replay, ReplaySpeed } from '#domain/recall/replay.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';

/** Plays one sound again, into the headset alone: it is in no line's sound, and no line is quieter for it. */
export type ReplayPlayer = {
  /** `fromS`: where in the sound it begins, seconds. */
  play(sound: Blob, what: Omit<Replay, 'soundedAtMs' | 'positionS'>, fromS?: number): Promise<Outcome<Record<string, never>>>;
  stop(): void;
  setSpeed(speed: ReplaySpeed): void;
  useOutput(deviceId: string): void;
  state(): Recall;
};

export function createReplayPlayer(options: { element: HTMLAudioElement; now: () => number; changed: () => void }): ReplayPlayer {
  const { element } = options;
  let speed: ReplaySpeed = 1;
  let replay: Omit<Replay, 'positionS'> | null = null;
  let address: string | null = null;
  element.preservesPitch = true;
  const stop = (): void => {
    if (address === null) return;
    replay = null;
    element.pause();
    element.removeAttribute('src');
    URL.revokeObjectURL(address);
    address = null;
    options.changed();
  };
  element.addEventListener('ended', stop);
  element.addEventListener('playing', () => {
    if (replay?.soundedAtMs !== null) return;
    replay = { ...replay, soundedAtMs: options.now() };
    options.changed();
  });
  return {
    async play(sound, what, fromS = 0) {
      stop();
      address = URL.createObjectURL(sound);
      replay = { ...what, soundedAtMs: null };
      element.src = address;
      element.playbackRate = speed;
      if (fromS > 0) element.currentTime = fromS;
      const mine = address;
      try {
        await element.play();
        return success({});
      } catch (error) {
        if (address !== mine) return success({});
        stop();
        return failure('not-played', `This sound cannot be played: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
    stop,
    setSpeed(next) {
      speed = next;
      element.playbackRate = next;
      element.defaultPlaybackRate = next;
      options.changed();
    },
    useOutput: (deviceId) => void element.setSinkId(deviceId).catch(() => undefined),
    state() {
      if (!replay) return { speed, replay };
      // A recorder does not say how long its sound is; the sound itself does.
      const durationS = replay.durationS > 0 || !Number.isFinite(element.duration) ? replay.durationS : element.duration;
      return { speed, replay: { ...replay, durationS, positionS: Math.min(element.currentTime, durationS) } };
    },
  };
}
