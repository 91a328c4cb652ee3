import type { Decoded, Fact, Message } from '#domain/facts/fact.ts';
import { radioSignal } from '#domain/radio/radio-signal.ts';
import { decodedLines } from '../decoded-lines.ts';
import { disconnectTalkgroup, serverVoice, slotKey } from '../adn/server-voice.ts';

const maxBytes = 64 * 1024;
const mostLines = 500;
const greatestId = 16_777_215;
const greatestPeer = 4_294_967_295;
const ignored = (why: string): Fact => ({ kind: 'ignored', why });

/**
 * Events of the report port of HBlink3 and FreeDMR as a bridge passes them on, one or several lines in a message:
 * `FAMILY,PHASE,DIRECTION,SYSTEM[,STREAM],PEER,RADIO,SLOT,TARGET[,more]`. What follows differs: a length has a decimal point, while strength and marks are
 * whole numbers whose unit nobody tells. The lines have no time. Only what a repeater brought (RX) is read. Never throws.
 */
export function decodeReportLines(message: Message, settings: { readonly sourceId: string }): Decoded {
  if (message.retained) return { ok: true, facts: [ignored('an event that the broker had kept')] };
  if (message.payload.byteLength === 0) return { ok: false, reason: 'empty payload' };
  if (message.payload.byteLength > maxBytes) return { ok: false, reason: `larger than ${maxBytes} bytes` };
  const lines = new TextDecoder().decode(message.payload).split(/[\r\n\0]+/).map((line) => line.trim()).filter((line) => line !== '');
  if (lines.length > mostLines) return { ok: false, reason: `more than ${mostLines} lines` };
  return decodedLines(lines.map((line) => {
    const read = decodeLine(line.split(','), message, settings.sourceId);
    return typeof read === 'string' ? read : [read];
  }));
}

/** What one line tells, or why it cannot be read. */
function decodeLine(fields: readonly string[], message: Message, sourceId: string): Fact | string {
  const [family = '', phase, direction] = fields;
  const [, kind, what] = /^(GROUP|PRIVATE|UNIT) ([A-Z ]{1,24})$/.exec(family) ?? [];
  if (direction === 'TX') return ignored('sent on to another repeater');
  if (direction !== 'RX' || kind === undefined) return 'no event of a report port';
  // Some versions tell no stream.
  const hasStream = slotIn(fields[7]) !== null && numberIn(fields[8], greatestId) !== null;
  const [peer, radioId, slot, target, last] = fields.slice(hasStream ? 5 : 4);
  const [peerId, slotNumber, dst] = [numberIn(peer, greatestPeer), slotIn(slot), numberIn(target, greatestId)];
  if (peerId === null || slotNumber === null || dst === null) return 'an event without repeater, slot or target';
  const common = serverVoice({
    sourceId,
    peer: peerId,
    slot: slotNumber,
    stream: hasStream ? numberIn(fields[4], greatestPeer) : null,
    target: dst || null,
    isGroup: kind === 'GROUP',
    radioId: numberIn(radioId, greatestId) || null,
    atMs: message.receivedAtMs,
    timed: false,
    receivedAtMs: message.receivedAtMs,
  });
  const key = slotKey(peerId, slotNumber);
  if (dst === disconnectTalkgroup) return { kind: 'radio', signal: radioSignal({ ...common, phase: 'signalling', key, detail: 'Disconnect' }) };
  if (what !== 'VOICE') return { kind: 'radio', signal: radioSignal({ ...common, phase: 'signalling', data: true, key }) };
  if (phase === 'START') return { kind: 'radio', signal: radioSignal({ ...common, phase: 'start' }) };
  if (phase !== 'END') return ignored('a phase that is not read');
  if (last?.startsWith('-') === true) return ignored('an end of no over, with a negative length');
  const lengthS = /^\d{1,5}\.\d{1,9}$/.test(last ?? '') ? Number(last) : null;
  return { kind: 'radio', signal: radioSignal({ ...common, phase: 'end', durationMs: lengthS === null ? null : Math.round(lengthS * 1000) }) };
}

function numberIn(text: string | undefined, greatest: number): number | null {
  const number = /^\d{1,10}$/.test(text ?? '') ? Number(text) : greatest + 1;
  return number <= greatest ? number : null;
}

function slotIn(text: string | undefined): number | null {
  return text === '1' || text === '2' ? Number(text) : null;
}
