import type { Decoded, Fact, Message } from '#domain/facts/fact.ts';
import { radioSignal, type RadioSignal } from '#domain/radio/radio-signal.ts';
import { decodedLines } from '../decoded-lines.ts';
import { messageTime } from '../message-time.ts';
import { readFlag, readJsonObject, readOwn, readText, type JsonObject } from '../read-json.ts';
import { isHearing, readReceiver, readReceiverWord, receptionInWords, type Receiver } from './receivers.ts';

export type StateLinesSettings = { readonly sourceId: string; readonly talkgroup: number | null; readonly overs: 'receivers' | 'transmitter' };

const maxBytes = 256 * 1024;
const mostLines = 500;
const mostReceivers = 100;
const lineForm = /^(\d{9,10}(?:\.\d{1,9})?)\s+([A-Za-z]\w{0,31}):([A-Za-z]\w{0,31})(?:\s+(\S[\s\S]*))?$/;
const ignored = (why: string): Fact => ({ kind: 'ignored', why });

/**
 * Lines of svxlink's STATE_PTY as a bridge passes them on, one or several in a message: `EPOCH.MS CONTEXT:EVENT DATA`. Whoever speaks has no radio id,
 * and the lines no talkgroup. Of several lines those that can be read count. Never throws.
 */
export function decodeStateLines(message: Message, settings: StateLinesSettings): Decoded {
  if (message.retained) return { ok: true, facts: [ignored('a state that the broker had kept')] };
  if (message.payload.byteLength === 0) return { ok: false, reason: 'empty payload' };
  if (message.payload.byteLength > maxBytes) return { ok: false, reason: `larger than ${maxBytes} bytes` };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(message.payload);
  } catch {
    return { ok: false, reason: 'not UTF-8' };
  }
  const lines = text.split(/[\r\n\0]+/).filter((line) => line.trim() !== '');
  if (lines.length > mostLines) return { ok: false, reason: `more than ${mostLines} lines` };
  return decodedLines(lines.map((line) => decodeLine(line.trim(), message, settings)));
}

/** Facts of one line, or why there are none. */
function decodeLine(line: string, message: Message, settings: StateLinesSettings): readonly Fact[] | string {
  const [, time, context = '', event, data = ''] = lineForm.exec(line) ?? [];
  if (time === undefined) return 'no line of STATE_PTY';
  const at = { sourceId: settings.sourceId, receivedAtMs: message.receivedAtMs, ...messageTime(Number(time), message) };
  if (event === 'sql_state') {
    const receivers = receiversOf(data);
    if (typeof receivers === 'string') return receivers;
    const isVoter = Array.isArray(receivers);
    const all: readonly Receiver[] = isVoter ? receivers : [receivers];
    const place = `${context} ${isVoter ? '' : receivers.name.replaceAll('|', '')}|`;
    const deaf = all.every(({ isEnabled }) => !isEnabled) ? 'Radio deaf: no receiver is switched on.' : null;
    const producer: Fact = { kind: 'producer', state: deaf === null ? 'live' : 'late', reason: deaf, atMs: at.atMs, part: place };
    if (settings.overs !== 'receivers') return [producer];
    return [look(all.some(isHearing), place, receptionInWords(all)), producer];
  }
  if (event === 'state' && /^(?:Multi)?Tx$/.test(context)) {
    const transmitter = objectIn(data);
    const isOn = transmitter && readFlag(transmitter, 'transmit');
    if (!transmitter || isOn === null) return 'a transmitter without its state';
    if (settings.overs !== 'transmitter') return [ignored('the transmitter, where receivers tell the overs')];
    return [look(isOn, `${context} ${(readText(transmitter, 'name', 32) ?? '').replaceAll('|', '')}|`, null)];
  }
  return [ignored('an event that is not read')];

  /** No direction: a receiver tells of changes only, so that its silence is no sign that the radio has gone. */
  function look(isSpeaking: boolean, place: string, detail: string | null): Fact {
    const phase: RadioSignal['phase'] = isSpeaking ? 'speaking' : 'silence';
    return { kind: 'radio', signal: radioSignal({ ...at, mode: 'FM', phase, key: place, talkgroup: settings.talkgroup, detail, openKeys: isSpeaking ? null : [] }) };
  }
}

/** A list of a voter's receivers, a single receiver, or why the data cannot be read. */
function receiversOf(data: string): Receiver[] | Receiver | string {
  if (data.startsWith('[')) {
    const listed = valueIn(data);
    if (!Array.isArray(listed)) return 'receivers that are not JSON';
    if (listed.length > mostReceivers) return `more than ${mostReceivers} receivers`;
    const receivers = listed.map((each: unknown) => (typeof each === 'object' && each !== null && !Array.isArray(each) ? readReceiver(each as JsonObject) : null));
    return receivers.every((each) => each !== null) ? receivers : 'a receiver that cannot be read';
  }
  if (data.startsWith('{')) {
    const single = objectIn(data);
    return (single && readReceiver(single)) ?? 'a receiver that cannot be read';
  }
  const words = data.split(/\s+/);
  if (words.length > mostReceivers) return `more than ${mostReceivers} receivers`;
  const receivers = words.map(readReceiverWord);
  return receivers.every((each) => each !== null) ? receivers : 'a receiver that cannot be read';
}

function objectIn(data: string): JsonObject | null {
  const value = valueIn(data);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** Any JSON value, within the bounds of every other message. */
function valueIn(data: string): unknown {
  const read = readJsonObject(new TextEncoder().encode(`{"data":${data}}`));
  return read.ok ? readOwn(read.value, 'data') : undefined;
}
