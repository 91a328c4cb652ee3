export type TransmissionEnd = 'terminator' | 'lost' | 'timeout' | 'superseded' | 'stale' | 'source-down' | 'single-shot';

/** How one place heard a transmission: one slot of a host, one repeater of a server, one recorder. */
export type Receiver = {
  /** Of the over as heard there; that of the transmission itself for the one it is named after. */
  readonly id: string;
  readonly sourceId: string;
  readonly slot: number | null;
  readonly direction: 'rf' | 'network' | null;
  readonly startedAtMs: number;
  readonly lastHeardAtMs: number;
  /** No sign of life for 2 s although it never ended: the talker may have gone. */
  readonly signalGone: boolean;
  readonly endedAtMs: number | null;
  readonly durationMs: number | null;
  readonly end: TransmissionEnd | null;
  readonly rssiDbm: number | null;
  readonly berPercent: number | null;
  readonly lossPercent: number | null;
};

/** One over on the radio (or one signalling burst), as far as it was heard. Strength and errors are those of the best of its receivers. */
export type Transmission = Receiver & {
  readonly mode: string;
  readonly kind: 'voice' | 'data' | 'signalling' | 'rejected';
  readonly radioId: number | null;
  /** The radio's own name for itself: look-up result or talker alias. Foreign text, already cleaned. */
  readonly alias: string | null;
  readonly talkgroup: number | null;
  readonly privateCallTo: number | null;
  readonly unitId: string | null;
  readonly lateEntry: boolean;
  readonly emergency: boolean;
  /** Signalling description or reason of a rejection, as the host words it. */
  readonly detail: string | null;
  /** Everybody who heard it, the first first. */
  readonly receivers: readonly Receiver[];
  /** The transmission that this one turned out to be, heard elsewhere; it is then no transmission of its own. */
  readonly mergedInto: string | null;
};
