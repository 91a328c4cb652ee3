import { isWithAgent, type CallRecord } from './call-record.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

/** The whole state of a call as it is retained at the broker (11.4). Absent is unknown. */
export function callBody(call: CallRecord, epoch: string, src: string, exercise: boolean): object {
  return {
    v: 1,
    epoch,
    seq: call.seq,
    ts: iso(call.tsMs),
    src,
    call_id: call.id,
    state: call.state,
    since: iso(call.sinceMs),
    caller: call.caller,
    did: call.did ?? undefined,
    queue: call.queue ?? undefined,
    position: call.position ?? undefined,
    priority: call.priority,
    joined_at: iso(call.joinedAtMs),
    offered: call.offers.map(({ agent, sinceMs }) => ({ agent, since: iso(sinceMs) })),
    agent: call.agent ?? undefined,
    answered_at: call.answeredAtMs === null ? undefined : iso(call.answeredAtMs),
    held: call.heldAtMs !== null,
    hold_total_ms: call.holdTotalMs,
    agent_gone: call.completedAtMs !== null && isWithAgent(call) ? true : undefined,
    transfer: call.transfer === null ? undefined : { kind: call.transfer.kind, target: call.transfer.target ?? undefined, state: call.transfer.state },
    legs: [...call.legs.values()].filter(({ up, role }) => up && role !== 'other').slice(0, 16).map(({ id, role, channel, up }) => ({ id, role, channel, up })),
    outcome: call.outcome ?? undefined,
    cause: call.cause ?? undefined,
    ended_at: call.endedAtMs === null ? undefined : iso(call.endedAtMs),
    ended_by: call.endedBy ?? undefined,
    callback_needed: call.callbackNeeded,
    callback_of: call.callbackOf ?? undefined,
    history_incomplete: call.historyIncomplete,
    exercise,
  };
}
