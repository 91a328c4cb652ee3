import { callEventTypes, type CallEventType } from '#domain/calls/call-fact.ts';
import type { Decoded, Fact, Message } from '#domain/facts/fact.ts';
import { readFlag, readInteger, readMatching, readOwn, readText, type JsonObject } from '../read-json.ts';
import { contractId, isExercise, namedWord, readCaller, readEpoch, readEventTime, readParty, readTarget, unknownFields } from './telephony-fields.ts';

const types: ReadonlySet<unknown> = new Set(callEventTypes);
const outcomeWord = /^[a-z][a-z0-9_]{0,39}$/;
const knownFields = new Set([
  'v', 'id', 'epoch', 'seq', 'ts', 'pub_ts', 'src', 'type', 'call_id', 'exercise', 'raw', 'coarse', 'reconciled',
  'queue', 'position', 'count', 'est_wait_ms', 'priority', 'caller', 'did', 'agent', 'leg', 'why', 'reason', 'by', 'ended_by',
  'kind', 'target', 'target_call', 'what', 'outcome', 'cause', 'callback_needed', 'callback_of', 'joined_at',
  'wait_ms', 'ring_ms', 'talk_ms', 'held_ms', 'total_ms',
]);

function isCallEventType(type: unknown): type is CallEventType {
  return types.has(type);
}

/**
 * One event of a call (11.3 of the telephony contract). Needs call_id, epoch, seq and ts; everything else may be absent and is
 * then unknown. An event the broker kept is ignored: events are never retained, the state is.
 */
export function decodeCallEvent(message: Message, body: JsonObject, callId: string, sourceId: string): Decoded {
  const refuse = (reason: string): Decoded => ({ ok: false, reason });
  if (message.retained) return { ok: true, facts: [{ kind: 'ignored', why: 'a call event that the broker kept' }] };
  const type = readOwn(body, 'type');
  if (typeof type !== 'string') return refuse('no event type');
  if (readOwn(body, 'call_id') !== callId) return refuse('call_id is not the one of the topic');
  const epoch = readEpoch(body);
  if (epoch === null) return refuse('epoch is not a time');
  const seq = readInteger(body, 'seq', 1);
  if (seq === null) return refuse('seq is not a whole number from 1');
  const atMs = readEventTime(body, 'ts', message.receivedAtMs);
  if (atMs === null) return refuse('ts is not a time');
  if (!isCallEventType(type)) return { ok: true, facts: [{ kind: 'ignored', why: `unknown call event ${namedWord(type)}` }] };

  const by = readOwn(body, 'by');
  const facts: Fact[] = [
    {
      kind: 'call',
      call: {
        form: 'event',
        event: {
          type,
          id: readMatching(body, 'id', contractId) ?? `${callId}@${epoch}#${seq}`,
          callId,
          sourceId,
          epoch,
          seq,
          atMs,
          queue: readText(body, 'queue'),
          position: readInteger(body, 'position', 1, 9_999),
          priority: readInteger(body, 'priority', -9_999, 9_999),
          caller: readCaller(body),
          agent: readParty(readOwn(body, 'agent')) ?? (type === 'call.ended' ? null : readParty(by)),
          reason: readText(body, 'why') ?? readText(body, 'reason') ?? readText(body, 'kind'),
          endedBy: readText(body, 'ended_by') ?? (type === 'call.ended' ? readText(body, 'by') : null),
          outcome: readMatching(body, 'outcome', outcomeWord),
          callbackNeeded: readFlag(body, 'callback_needed'),
          target: readTarget(body),
          waitMs: readInteger(body, 'wait_ms', 0),
          ringMs: readInteger(body, 'ring_ms', 0),
          talkMs: readInteger(body, 'talk_ms', 0),
          heldMs: readInteger(body, 'held_ms', 0),
          totalMs: readInteger(body, 'total_ms', 0),
          exercise: isExercise(body),
        },
      },
    },
  ];
  const unknown = unknownFields(body, knownFields);
  if (unknown !== null) facts.push({ kind: 'ignored', why: unknown });
  return { ok: true, facts };
}
