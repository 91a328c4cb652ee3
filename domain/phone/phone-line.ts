/** Who did it: this seat, the other side, or neither (a fault of the network, the sound or the program). */
export type LineParty = 'us' | 'them' | 'fault';

/** What a phone host tells of one of its lines. Epoch milliseconds of the host's clock. */
export type LineHappening =
  | {
      readonly kind: 'rang' | 'dialled';
      readonly number: string;
      readonly name: string | null;
      readonly sipCallId: string;
      /** The queue's name for the call, from the header `X-Call-Id`. */
      readonly callId: string | null;
      /** The line whose caller this one is asked about before a transfer. */
      readonly consultFor: string | null;
    }
  | { readonly kind: 'progressed' }
  | { readonly kind: 'answered'; readonly by: 'us' | 'them' }
  | { readonly kind: 'held' | 'resumed'; readonly by: 'us' | 'them' }
  | { readonly kind: 'muted' | 'conferenced'; readonly on: boolean }
  | { readonly kind: 'digits'; readonly digits: string; readonly by: 'us' | 'them' }
  | { readonly kind: 'transfer-asked'; readonly how: 'blind' | 'attended'; readonly target: string }
  | { readonly kind: 'transfer-failed'; readonly reason: string }
  | { readonly kind: 'transfer-done' }
  | { readonly kind: 'sound'; readonly heard: boolean }
  | { readonly kind: 'ended'; readonly by: LineParty; readonly cause: string; readonly packets: LinePackets | null };

/** RTP packets of a line over its life, as the host counted them. */
export type LinePackets = { readonly received: number; readonly sent: number; readonly lost: number };

/** `n` counts the host's events from 1 over all of its lines. */
export type LineEvent = { readonly host: string; readonly n: number; readonly atMs: number; readonly line: string; readonly happening: LineHappening };

export type LineState = 'ringing' | 'calling' | 'early' | 'talking' | 'ended';

export type LineTransfer = { readonly how: 'blind' | 'attended'; readonly target: string; readonly state: 'asked' | 'failed' | 'done'; readonly reason: string | null };

/** One line of a softphone. */
export type PhoneLine = {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly number: string;
  readonly name: string | null;
  readonly sipCallId: string;
  readonly callId: string | null;
  readonly consultFor: string | null;
  readonly state: LineState;
  readonly beganAtMs: number;
  readonly answeredAtMs: number | null;
  readonly endedAtMs: number | null;
  readonly heldByUs: boolean;
  readonly heldByThem: boolean;
  readonly muted: boolean;
  readonly conferenced: boolean;
  readonly transfer: LineTransfer | null;
  /** False while nothing is heard of the other side although it should be. */
  readonly heard: boolean;
  readonly digitsSent: string;
  readonly digitsHeard: string;
  readonly endedBy: LineParty | null;
  readonly cause: string | null;
  readonly packets: LinePackets | null;
};

export function isLive(line: PhoneLine): boolean {
  return line.state !== 'ended';
}

/** Talking, and neither side has put the other aside. */
export function isHeardBoth(line: PhoneLine): boolean {
  return line.state === 'talking' && !line.heldByUs && !line.heldByThem;
}
