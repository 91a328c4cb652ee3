/** Whose sound it is. A radio source is named by its talkgroup or repeater. */
export type SoundSource = { readonly kind: 'phone' | 'radio'; readonly id: string; readonly label: string };

/** What a recording is from its first moment on. */
export type RecordingHead = {
  readonly id: string;
  readonly source: SoundSource;
  /** The queue's call, where the line belongs to one. */
  readonly callId: string | null;
  readonly startedAtMs: number;
  readonly mimeType: string;
  /** Whose voice each channel carries, left first. */
  readonly channels: readonly string[];
};

/** `fault`: whoever recorded it went away before its end. */
export type RecordingState = 'open' | 'finished' | 'fault';

export type Recording = RecordingHead & {
  /** The phone that recorded it. */
  readonly phone: string;
  readonly state: RecordingState;
  readonly durationMs: number;
  readonly bytes: number;
  /** Of the whole file, hex; null while it goes on. */
  readonly sha256: string | null;
  /** Central has confirmed this very hash. */
  readonly isSynced: boolean;
  /** When the file was removed to make room; null while it is there. */
  readonly removedAtMs: number | null;
};

/** A recording and the station that made it. */
export type RecordingOfStation = Recording & { readonly station: string };
