import type { LineEvent, LineHappening, PhoneLine } from './phone-line.ts';

const digitsKept = 64;

/**
 * The line as its events make it, in whatever order and however often they came; undefined while its beginning is not among
 * them. What its own host tells goes before what others say of it: that a host is lost is said by the next one.
 */
export function foldLine(events: readonly LineEvent[]): PhoneLine | undefined {
  const first = events.find(({ happening }) => isBeginning(happening));
  if (!first) return undefined;
  const once = new Map(events.map((event) => [`${event.host}/${event.n}`, event]));
  const inOrder = [...once.values()].sort((left, right) => placeOf(left, first.host) - placeOf(right, first.host) || left.n - right.n || (left.host < right.host ? -1 : 1));
  return inOrder.reduce<PhoneLine | undefined>(applyToLine, undefined);
}

function placeOf(event: LineEvent, ownHost: string): number {
  return event.host === ownHost ? 0 : 1;
}

function isBeginning(happening: LineHappening): boolean {
  return happening.kind === 'rang' || happening.kind === 'dialled';
}

/** One step. An ended line stays as it ended. */
export function applyToLine(line: PhoneLine | undefined, event: LineEvent): PhoneLine | undefined {
  const { happening, atMs } = event;
  if (happening.kind === 'rang' || happening.kind === 'dialled') return line ?? begun(event.line, happening, atMs);
  if (!line || line.state === 'ended') return line;
  switch (happening.kind) {
    case 'progressed':
      return line.state === 'calling' ? { ...line, state: 'early' } : line;
    case 'answered':
      return line.state === 'talking' ? line : { ...line, state: 'talking', answeredAtMs: atMs };
    case 'held':
    case 'resumed': {
      if (line.state !== 'talking') return line;
      const isHeld = happening.kind === 'held';
      return happening.by === 'us' ? { ...line, heldByUs: isHeld } : { ...line, heldByThem: isHeld };
    }
    case 'muted':
      return { ...line, muted: happening.on };
    case 'conferenced':
      return line.state === 'talking' ? { ...line, conferenced: happening.on } : line;
    case 'digits':
      return happening.by === 'us'
        ? { ...line, digitsSent: (line.digitsSent + happening.digits).slice(-digitsKept) }
        : { ...line, digitsHeard: (line.digitsHeard + happening.digits).slice(-digitsKept) };
    case 'transfer-asked':
      return { ...line, transfer: { how: happening.how, target: happening.target, state: 'asked', reason: null } };
    case 'transfer-failed':
      return line.transfer?.state === 'asked' ? { ...line, transfer: { ...line.transfer, state: 'failed', reason: happening.reason } } : line;
    case 'transfer-done':
      return line.transfer ? { ...line, transfer: { ...line.transfer, state: 'done', reason: null } } : line;
    case 'sound':
      return { ...line, heard: happening.heard };
    case 'ended':
      return {
        ...line,
        state: 'ended',
        endedAtMs: atMs,
        endedBy: happening.by,
        cause: happening.cause,
        packets: happening.packets,
        heldByUs: false,
        heldByThem: false,
        conferenced: false,
      };
  }
}

function begun(id: string, happening: Extract<LineHappening, { kind: 'rang' | 'dialled' }>, atMs: number): PhoneLine {
  const { kind, number, name, sipCallId, callId, consultFor } = happening;
  return {
    id,
    direction: kind === 'rang' ? 'in' : 'out',
    number,
    name,
    sipCallId,
    callId,
    consultFor,
    state: kind === 'rang' ? 'ringing' : 'calling',
    beganAtMs: atMs,
    answeredAtMs: null,
    endedAtMs: null,
    heldByUs: false,
    heldByThem: false,
    muted: false,
    conferenced: false,
    transfer: null,
    heard: true,
    digitsSent: '',
    digitsHeard: '',
    endedBy: null,
    cause: null,
    packets: null,
  };
}
