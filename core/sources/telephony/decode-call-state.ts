import type { CallState } from '#domain/calls/call.ts';
import type { Decoded, Fact, Message } from '#domain/facts/fact.ts';
import { readArray, readFlag, readInteger, readMatching, readOwn, readText, type JsonObject } from '../read-json.ts';
import { isExercise, namedWord, readCaller, readEpoch, readParty, readProducerTime, unknownFields } from './telephony-fields.ts';

const states = {
  ringing: true, queued: true, offered: true, answered: true, held: true, transferring: true, transferred: true, exited: true, abandoned: true, ended: true,
} satisfies Record<CallState, true>;
const offersKept = 64;
const knownFields = new Set([
  'v', 'id', 'epoch', 'seq', 'ts', 'pub_ts', 'src', 'call_id', 'state', 'since', 'caller', 'did', 'queue', 'position', 'count', 'priority', 'joined_at',
  'offered', 'agent', 'answered_at', 'held', 'hold_total_ms', 'transfer', 'legs', 'outcome', 'cause', 'ended_at', 'ended_by', 'callback_needed',
  'callback_of', 'incident_id', 'history_incomplete', 'exercise', 'agent_gone',
]);

function isCallState(state: unknown): state is CallState {
  return typeof state === 'string' && Object.hasOwn(states, state);
}

function readOffers(body: JsonObject, receivedAtMs: number, otherwiseMs: number): { agent: string; sinceMs: number }[] {
  return (readArray(body, 'offered') ?? []).slice(0, offersKept).flatMap((offer) => {
    if (typeof offer !== 'object' || offer === null) return [];
    const agent = readParty(readOwn(offer as JsonObject, 'agent'));
    const sinceMs = readProducerTime(offer as JsonObject, 'since', receivedAtMs) ?? otherwiseMs;
    return agent === null ? [] : [{ agent, sinceMs }];
  });
}

/**
 * The full state of a call (11.4 of the telephony contract), retained by the broker: it restores a call by its own times and
 * order, however old the message is. Needs call_id, state, epoch, seq and ts or since.
 */
export function decodeCallState(message: Message, body: JsonObject, callId: string, sourceId: string): Decoded {
  const refuse = (reason: string): Decoded => ({ ok: false, reason });
  const time = (key: string): number | null => readProducerTime(body, key, message.receivedAtMs);
  if (readOwn(body, 'call_id') !== callId) return refuse('call_id is not the one of the topic');
  const epoch = readEpoch(body);
  if (epoch === null) return refuse('epoch is not a time');
  const seq = readInteger(body, 'seq', 0);
  if (seq === null) return refuse('seq is not a whole number');
  const sinceMs = time('since') ?? time('ts');
  if (sinceMs === null) return refuse('neither since nor ts is a time');
  const state = readOwn(body, 'state');
  if (typeof state !== 'string') return refuse('no call state');
  if (!isCallState(state)) return { ok: true, facts: [{ kind: 'ignored', why: `unknown call state ${namedWord(state)}` }] };

  const isOver = state === 'abandoned' || state === 'ended';
  const facts: Fact[] = [
    {
      kind: 'call',
      call: {
        form: 'state',
        state: {
          id: callId,
          sourceId,
          state,
          sinceMs,
          caller: readCaller(body) ?? { raw: null, e164: null, name: null, anonymous: false },
          queue: readText(body, 'queue'),
          position: readInteger(body, 'position', 1, 9_999),
          priority: readInteger(body, 'priority', -9_999, 9_999),
          joinedAtMs: time('joined_at') ?? sinceMs,
          offeredTo: readOffers(body, message.receivedAtMs, sinceMs),
          agent: readParty(readOwn(body, 'agent')),
          answeredAtMs: time('answered_at'),
          transferFrom: state === 'transferring' ? (readFlag(body, 'held') === true ? 'held' : 'answered') : null,
          agentGoneAtMs: !isOver && readFlag(body, 'agent_gone') === true ? sinceMs : null,
          endedAtMs: isOver ? (time('ended_at') ?? sinceMs) : null,
          outcome: readMatching(body, 'outcome', /^[a-z][a-z0-9_]{0,39}$/),
          callbackNeeded: readFlag(body, 'callback_needed') ?? state === 'abandoned',
          epoch,
          seq,
          historyIncomplete: readFlag(body, 'history_incomplete') === true,
          exercise: isExercise(body),
        },
      },
    },
  ];
  const unknown = unknownFields(body, knownFields);
  if (unknown !== null) facts.push({ kind: 'ignored', why: unknown });
  return { ok: true, facts };
}
