import type { Decoded, Fact, Message } from '#domain/facts/fact.ts';
import type { RadioSignal } from '#domain/radio/radio-signal.ts';
import { messageTime } from '../message-time.ts';
import { readArray, readJsonObject, readMatching, readObject, readOwn, readText, type JsonObject } from '../read-json.ts';
import { callSignal, snapshotSignal, unitSignal, type Envelope } from './trunk-call.ts';

const anyName = /^[\s\S]{1,64}$/;
const mostCalls = 500;
/** calls_active lists every call in full: 500 of them at about 1 kB. */
const maxBytes = 1024 * 1024;

/**
 * One message of trunk-recorder's MQTT status plugin: call_start, calls_active, call_end, decode rates, the list of recorders and the
 * plugin's status, which is its last will. Numbers and booleans come as JSON or, before July 2023, as text. Never throws.
 */
export function decodeTrunkRecorder(message: Message, settings: { readonly sourceId: string; readonly topic: string; readonly unitTopic?: string | null }): Decoded {
  const leaf = message.topic.startsWith(`${settings.topic}/`) ? message.topic.slice(settings.topic.length + 1) : '';
  const read = readJsonObject(message.payload, { maxBytes });
  if (!read.ok) return read;
  const envelope: Envelope = {
    sourceId: settings.sourceId,
    instance: readMatching(read.value, 'instance_id', anyName) ?? readMatching(read.value, 'instanceId', anyName) ?? '',
    receivedAtMs: message.receivedAtMs,
    ...messageTime(readOwn(read.value, 'timestamp'), message),
  };
  const unitTopic = settings.unitTopic ?? null;
  if (unitTopic !== null && message.topic.startsWith(`${unitTopic}/`)) return decodeUnit(read.value, envelope);
  switch (leaf) {
    case 'call_start':
      return decodeCall(read.value, envelope, 'start');
    case 'call_end':
      return decodeCall(read.value, envelope, 'end');
    case 'calls_active':
      return decodeActiveCalls(read.value, envelope);
    case 'rates':
      return decodeRates(read.value, envelope);
    case 'recorders':
      return decodeRecorders(read.value, envelope);
    case 'trunk_recorder/status':
      return decodeStatus(read.value, envelope);
    default:
      return { ok: true, facts: [{ kind: 'ignored', why: 'a topic that is not read' }] };
  }
}

function decodeCall(body: JsonObject, envelope: Envelope, phase: RadioSignal['phase']): Decoded {
  const call = readObject(body, 'call');
  if (!call) return { ok: false, reason: 'call is not an object' };
  const signal = callSignal(call, envelope, phase);
  return signal ? { ok: true, facts: [{ kind: 'radio', signal }] } : { ok: false, reason: 'a call without id or talkgroup' };
}

/** The list is the truth: a call that is no longer in it is over, also where no call_end will come. */
function decodeActiveCalls(body: JsonObject, envelope: Envelope): Decoded {
  const calls = readOwn(body, 'calls') === null ? [] : readArray(body, 'calls');
  if (!calls) return { ok: false, reason: 'calls is not a list' };
  if (calls.length > mostCalls) return { ok: false, reason: `more than ${mostCalls} calls` };
  const signals: RadioSignal[] = [];
  for (const call of calls) {
    const signal = typeof call === 'object' && call !== null && !Array.isArray(call) ? callSignal(call as JsonObject, envelope, 'quality') : null;
    if (!signal) return { ok: false, reason: 'a call without id or talkgroup' };
    signals.push(signal);
  }
  const snapshot = snapshotSignal(signals.map((signal) => signal.key), envelope);
  return { ok: true, facts: [...signals, snapshot].map((signal): Fact => ({ kind: 'radio', signal })) };
}

function decodeStatus(body: JsonObject, envelope: Envelope): Decoded {
  const status = readOwn(body, 'status');
  // The will was written at the connection and has no time: the arrival counts.
  const said = (state: 'live' | 'down', reason: string | null): Decoded => ({
    ok: true,
    facts: [{ kind: 'producer', state, reason, atMs: envelope.receivedAtMs, part: envelope.instance }],
  });
  if (status === 'connected') return said('live', null);
  if (status === 'disconnected') return said('down', 'The trunking recorder is not connected.');
  return { ok: false, reason: 'a status that is not known' };
}

/** A message about one radio: `{type, TYPE: {unit, ...}}`. */
function decodeUnit(body: JsonObject, envelope: Envelope): Decoded {
  const type = readMatching(body, 'type', /^[a-z_]{1,20}$/);
  const unit = type === null ? null : readObject(body, type);
  if (type === null || !unit) return { ok: false, reason: 'a unit message without its unit' };
  const signal = unitSignal(type, unit, envelope);
  return { ok: true, facts: [signal ? { kind: 'radio', signal } : { kind: 'ignored', why: 'a unit message of no radio or of a call' }] };
}

/** How many messages of a control channel are decoded each second. Without any the recorder hears nothing of that system. */
function decodeRates(body: JsonObject, envelope: Envelope): Decoded {
  const rates = readArray(body, 'rates');
  if (!rates) return { ok: false, reason: 'rates is not a list' };
  const deaf = rates.flatMap((rate) => {
    const system = typeof rate === 'object' && rate !== null && !Array.isArray(rate) ? (rate as JsonObject) : {};
    return Number(readOwn(system, 'decoderate') ?? 1) === 0 ? [readText(system, 'sys_name', 32) ?? ''] : [];
  });
  const reason = deaf.length === 0 ? null : `Radio deaf: the recorder does not decode the control channel ${deaf.join(', ')}.`;
  return { ok: true, facts: [{ kind: 'producer', state: deaf.length === 0 ? 'live' : 'late', reason, atMs: envelope.atMs, part: `${envelope.instance}/rates` }] };
}

/** RECORDING and ACTIVE of trunk-recorder's states. */
const busyStates = new Set([1, 3]);

/** What every recorder does, each 3 s. Calls beyond their number are told of, and not recorded. */
function decodeRecorders(body: JsonObject, envelope: Envelope): Decoded {
  const recorders = readOwn(body, 'recorders') === null ? [] : readArray(body, 'recorders');
  if (!recorders) return { ok: false, reason: 'recorders is not a list' };
  const isBusy = (recorder: unknown): boolean => typeof recorder === 'object' && recorder !== null && busyStates.has(Number(readOwn(recorder as JsonObject, 'rec_state') ?? -1));
  const reason =
    recorders.length === 0 ? 'The trunking recorder has no recorder: calls are seen and not recorded.'
    : recorders.every(isBusy) ? `All recorders of the trunking recorder are busy (${recorders.length}): a further call is seen and not recorded.`
    : null;
  return { ok: true, facts: [{ kind: 'producer', state: reason === null ? 'live' : 'late', reason, atMs: envelope.atMs, part: `${envelope.instance}/recorders` }] };
}
