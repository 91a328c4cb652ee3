import type { CallState } from '#domain/calls/call.ts';
import { isOver, newCall, type Agent, type CallRecord, type LegRole } from './call-record.ts';

type Json = Readonly<Record<string, unknown>>;

const states: readonly CallState[] = ['ringing', 'queued', 'offered', 'answered', 'held', 'transferring', 'transferred', 'exited', 'abandoned', 'ended'];
const roles: readonly string[] = ['caller', 'agent', 'consult', 'target'] satisfies LegRole[];

function object(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const whole = (value: unknown): number | null => (typeof value === 'number' && Number.isSafeInteger(value) ? value : null);
const time = (value: unknown): number | null => {
  const ms = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isFinite(ms) ? ms : null;
};
const agent = (value: unknown): Agent | null => {
  const [id, name] = [text(object(value)?.['id']), text(object(value)?.['name'])];
  return id === null ? null : { id, ...(name === null ? {} : { name }) };
};

export type Restored = { readonly call: CallRecord; readonly epoch: string };

/**
 * A call from its retained state, as this gateway or one before it published it; null for what is not one of this telephone system, or does not name the
 * caller's channel, by which alone it could be found again.
 */
export function restoreCall(callId: string, payload: string, src: string): Restored | null {
  let body: Json | null;
  try {
    body = object(JSON.parse(payload));
  } catch {
    return null;
  }
  const state = states.find((each) => each === body?.['state']);
  const epoch = text(body?.['epoch']);
  const sinceMs = time(body?.['since']) ?? time(body?.['ts']);
  if (!body || body['call_id'] !== callId || body['src'] !== src || state === undefined || epoch === null || sinceMs === null) return null;
  const listed = Array.isArray(body['legs']) ? body['legs'].map(object) : [];
  const legs = listed.flatMap((leg) => {
    const [id, channel, role] = [text(leg?.['id']), text(leg?.['channel']), text(leg?.['role'])];
    return id !== null && role !== null && roles.includes(role) ? [{ id, channel: channel ?? '', role: role as LegRole }] : [];
  });
  const own = legs.find(({ role }) => role === 'caller');
  const isEnded = state === 'ended' || state === 'abandoned';
  if (!own && !isEnded) return null;
  const callerJson = object(body['caller']);
  const caller = {
    ...(text(callerJson?.['raw']) === null ? {} : { raw: String(callerJson?.['raw']) }),
    ...(text(callerJson?.['e164']) === null ? {} : { e164: String(callerJson?.['e164']) }),
    ...(text(callerJson?.['name']) === null ? {} : { name: String(callerJson?.['name']) }),
    anonymous: callerJson?.['anonymous'] === true,
  };
  const joinedAtMs = time(body['joined_at']) ?? sinceMs;
  const call = newCall({ id: callId, uniqueid: own?.id ?? callId, channel: own?.channel ?? '', caller, joinedAtMs });
  for (const { id, channel, role } of legs) call.legs.set(id, { id, channel, role, up: true, dialStatus: null, cause: null, askedToEnd: false });
  const answeredBy = agent(body['agent']);
  Object.assign(call, {
    state,
    sinceMs,
    seq: Math.max(0, whole(body['seq']) ?? 0),
    tsMs: time(body['ts']) ?? sinceMs,
    did: text(body['did']),
    queue: text(body['queue']),
    position: whole(body['position']),
    priority: whole(body['priority']) ?? 0,
    queuedAtMs: joinedAtMs,
    offers: restoreOffers(body['offered'], legs, sinceMs),
    agent: answeredBy,
    agentLeg: answeredBy === null ? null : (legs.find(({ role }) => role === 'agent')?.id ?? null),
    answeredAtMs: time(body['answered_at']),
    completedAtMs: body['agent_gone'] === true || state === 'transferred' ? sinceMs : null,
    waitMs: time(body['answered_at']) === null ? null : Math.max(0, (time(body['answered_at']) ?? 0) - joinedAtMs),
    heldAtMs: body['held'] === true ? sinceMs : null,
    holdTotalMs: whole(body['hold_total_ms']) ?? 0,
    transfer: restoreTransfer(body['transfer'], answeredBy, state),
    outcome: text(body['outcome']),
    endedAtMs: isEnded ? (time(body['ended_at']) ?? sinceMs) : null,
    callbackNeeded: body['callback_needed'] === true,
    callbackOf: text(body['callback_of']),
    historyIncomplete: body['history_incomplete'] === true,
  } satisfies Partial<CallRecord>);
  if (isOver(call)) call.end = { atMs: call.endedAtMs ?? sinceMs, cause: null, by: null };
  return { call, epoch };
}

function restoreOffers(value: unknown, legs: readonly { id: string; channel: string; role: LegRole }[], otherwiseMs: number): CallRecord['offers'] {
  const agentLegs = legs.filter(({ role }) => role === 'agent');
  return (Array.isArray(value) ? value : []).flatMap((each, index) => {
    const offered = agent(object(each)?.['agent']);
    const leg = agentLegs[index];
    return offered && leg ? [{ agent: offered, interface: '', leg: leg.id, sinceMs: time(object(each)?.['since']) ?? otherwiseMs }] : [];
  });
}

function restoreTransfer(value: unknown, by: Agent | null, state: CallState): CallRecord['transfer'] {
  const kind = object(value)?.['kind'];
  if ((kind !== 'blind' && kind !== 'attended') || (state !== 'transferring' && state !== 'transferred')) return null;
  return { kind, target: text(object(value)?.['target']), by: by?.id ?? null, state: state === 'transferred' ? 'completed' : 'started', saidAtMs: null, dialling: false, failure: null };
}
