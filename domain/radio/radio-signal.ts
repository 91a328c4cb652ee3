/**
 * One message of a radio source, in the words of MMDVM-Host's DMR life: start or late entry, quality and alias while it
 * lasts, then end or lost. `key` names the thing that can be open: slot for MMDVM, stream or call number elsewhere.
 */
export type RadioSignal = {
  readonly sourceId: string;
  readonly mode: string;
  readonly phase:
    | 'start'
    | 'late-entry'
    | 'quality'
    | 'alias'
    | 'timeout'
    | 'end'
    | 'lost'
    | 'rejected'
    | 'signalling'
    /** Nobody speaks any more at any key that begins with this one. */
    | 'host-idle'
    | 'host-mode'
    /** Who speaks under keys that begin with this one began anew: what was open there is gone unless it is heard again. */
    | 'host-back'
    /** A list of everything that is open at the source: `openKeys`. */
    | 'snapshot'
    /** Somebody speaks, as a look at the source shows it time and again; the first look is the start. */
    | 'speaking'
    /** The same look: of all keys that begin with this one only `openKeys` speak, so the others have ended. */
    | 'silence';
  readonly key: string;
  /** A start closes what is open under keys that begin so: the slot of a repeater whose streams are numbered. */
  readonly supersedes: string | null;
  /** The source lets one talker at a time through to a talkgroup, and forgets to end the one who is talked over. */
  readonly oneTalkerPerGroup: boolean;
  /** The duration counts speech alone: an end that comes much later was concluded from silence. */
  readonly durationIsSpeech: boolean;
  readonly slot: number | null;
  readonly direction: 'rf' | 'network' | null;
  readonly data: boolean;
  readonly radioId: number | null;
  readonly talkgroup: number | null;
  readonly privateCallTo: number | null;
  readonly alias: string | null;
  readonly detail: string | null;
  readonly emergency: boolean;
  /** Time of the event by the source's clock; the arrival where the message names none or an impossible one. */
  readonly atMs: number;
  /** Arrival by the station's clock. Signs of life are judged by it, because a host's clock may be wrong. */
  readonly receivedAtMs: number;
  /** False when the message names no time: the same bytes may then come twice and mean two things. */
  readonly timed: boolean;
  /** When the over began, where the source says so in every message; otherwise null. */
  readonly startedAtMs: number | null;
  readonly durationMs: number | null;
  readonly rssiDbm: number | null;
  readonly berPercent: number | null;
  readonly lossPercent: number | null;
  /** Of a snapshot or silence: the keys that are open. Null for every other phase. */
  readonly openKeys: readonly string[] | null;
};

type Known = Pick<RadioSignal, 'sourceId' | 'mode' | 'phase' | 'key' | 'atMs' | 'receivedAtMs'>;

/** A signal of which only some fields are known. */
export function radioSignal(known: Known & Partial<RadioSignal>): RadioSignal {
  return {
    supersedes: null,
    oneTalkerPerGroup: false,
    durationIsSpeech: false,
    slot: null,
    direction: null,
    data: false,
    radioId: null,
    talkgroup: null,
    privateCallTo: null,
    alias: null,
    detail: null,
    emergency: false,
    timed: true,
    startedAtMs: null,
    durationMs: null,
    rssiDbm: null,
    berPercent: null,
    lossPercent: null,
    openKeys: null,
    ...known,
  };
}
