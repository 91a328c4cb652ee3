import type { Outcome } from '#domain/outcome/outcome.ts';
import type { RecordingOffer, RecordingOfferAnswer, RecordingPull, RecordingPullAnswer, RecordingPush, RecordingPushAnswer } from './recording-messages.ts';
import type {
  HeardMessage,
  HeardPullAnswer,
  HistoryAnswer,
  HistoryRequest,
  PullAnswer,
  PullRequest,
  PushAnswer,
  PushRequest,
  SnapshotAnswer,
  SnapshotRequest,
  StationKey,
} from './sync-messages.ts';

/** What an `AbortSignal` has of the call that may be broken off. */
export type GiveWay = { readonly aborted: boolean; addEventListener(type: 'abort', listener: () => void): void; removeEventListener(type: 'abort', listener: () => void): void };

/**
 * Central as one station of one site sees it, whatever carries it. Every call may be repeated without a second effect. Failures: `no-central`
 * (not reached, or no answer in time: what was asked may or may not have happened), `not-enrolled`, `revoked`, `central-refused`.
 */
export type CentralApi = {
  push(request: PushRequest): Promise<Outcome<PushAnswer>>;
  pull(request: PullRequest): Promise<Outcome<PullAnswer>>;
  snapshot(request: SnapshotRequest): Promise<Outcome<SnapshotAnswer>>;
  history(request: HistoryRequest): Promise<Outcome<HistoryAnswer>>;
  /** The keys of all stations of the site, by name. */
  keys(): Promise<Outcome<readonly StationKey[]>>;
  /** Which of the digests central does not have, by index. */
  offerHeard(digests: readonly string[]): Promise<Outcome<readonly number[]>>;
  pushHeard(messages: readonly HeardMessage[]): Promise<Outcome<number>>;
  pullHeard(after: number, limit: number): Promise<Outcome<HeardPullAnswer>>;
  /** What central has of the asker's own recordings. */
  offerRecordings(request: RecordingOffer): Promise<Outcome<RecordingOfferAnswer>>;
  /** A part of an own recording. `giveWay` breaks it off, as `no-central`: something more urgent wants the line. */
  pushRecording(request: RecordingPush, giveWay?: GiveWay): Promise<Outcome<RecordingPushAnswer>>;
  /** A part of any recording of the site. */
  pullRecording(request: RecordingPull): Promise<Outcome<RecordingPullAnswer>>;
};
