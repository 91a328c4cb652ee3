import type { CallFact } from '../calls/call-fact.ts';
import type { CallerFix } from '../calls/caller-fix.ts';
import type { QueueList } from '../calls/lost-end.ts';
import type { Coordinates } from '../places/place.ts';
import type { Fix } from '../positions/position.ts';
import type { RadioMessage } from '../radio/radio-message.ts';
import type { RadioSignal } from '../radio/radio-signal.ts';

/** What a decoder makes of one message. A message may hold several facts, or none worth keeping. */
export type Fact =
  | { readonly kind: 'call'; readonly call: CallFact }
  /** A telephone bridge, started at `epoch`, has told all it knows: calls of its epoch before that it did not take along are over. */
  | { readonly kind: 'calls-synced'; readonly producer: string; readonly epoch: string }
  | { readonly kind: 'queue-list'; readonly list: QueueList }
  /** Where a caller is, as the phone or the network says. */
  | { readonly kind: 'caller-fix'; readonly fix: CallerFix }
  | { readonly kind: 'radio'; readonly signal: RadioSignal }
  /** Where whoever speaks at that moment on the slot of the signal is. */
  | ({ readonly kind: 'talker-fix'; readonly signal: RadioSignal; readonly accuracyM: number | null } & Coordinates)
  | { readonly kind: 'radio-message'; readonly message: Omit<RadioMessage, 'unitId'> }
  | { readonly kind: 'fix'; readonly fix: Fix }
  /** A person pressed a tracker's or phone's emergency button. `id` makes hearing it twice one alarm. */
  | { readonly kind: 'sos'; readonly id: string; readonly deviceId: string; readonly atMs: number; readonly text: string }
  /**
   * The producer behind a source says whether it works. `atMs` is its own time, not the arrival. `part` names one of
   * several that share a topic, such as a gateway's networks; `among` all that there are, where the source says so.
   */
  | { readonly kind: 'producer'; readonly state: 'live' | 'late' | 'down'; readonly reason: string | null; readonly atMs: number; readonly part?: string; readonly among?: readonly string[] }
  /** Seen, understood and of no interest to the room: counted as heard, not kept. */
  | { readonly kind: 'ignored'; readonly why: string };

/** A message as it came off the wire. `retained` means the broker kept it: it restores, it never rings. */
export type Message = {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly retained: boolean;
  readonly receivedAtMs: number;
};

/** Either facts or the reason why the message went to quarantine; never an exception. */
export type Decoded = { readonly ok: true; readonly facts: readonly Fact[] } | { readonly ok: false; readonly reason: string };
