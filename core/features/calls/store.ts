import { applyCallFact } from '#domain/calls/call-state.ts';
import type { CallEvent, CallFact } from '#domain/calls/call-fact.ts';
import { unclaimedCall, wholeClaim, type ClaimState } from '#domain/calls/claim-state.ts';
import { isDoubtful, isWaiting } from '#domain/calls/call-waiting.ts';
import { callerNumber } from '#domain/calls/caller-number.ts';
import { wantsAnswer } from '#domain/calls/fold-claim.ts';
import { isForgotten, isLaterList, isLeftBehind, isMissingFrom, type QueueList } from '#domain/calls/lost-end.ts';
import type { Call, CallClaim, NumberStanding, QueueCall } from '#domain/calls/call.ts';
import { createBodyTable } from '../../db/body-table.ts';
import type { Database } from '../../db/database.ts';
import type { CheckedRow, RowDamage } from '../../db/row-damage.ts';
import { isWholeSql, withHash } from '../../db/row-hash.ts';
import type { Reception } from '../../ingest/reception.ts';
import type { EntityTable } from '../../journal/entity-fold.ts';
import type { NumberStore } from './number-store.ts';
import { createPastCalls } from './past-calls.ts';

const hiddenCaller = { e164: null, raw: null, anonymous: true };

/** Calls as the telephone system tells them, and what the seats did about them. */
export function createCallStore(database: Database, damage: RowDamage, numbers: NumberStore, now: () => number) {
  const claims = createBodyTable<ClaimState>(database, 'call_claims', 'call_id', damage);
  const select = database.prepare<[string], CheckedRow & { body: string }>(`SELECT body, ${isWholeSql('calls')} FROM calls WHERE id = ?`);
  const upsert = database.prepare<[string, number | null, number, string, string]>(
    `INSERT INTO calls (id, ended_ms, joined_ms, body, row_hash) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET ended_ms = excluded.ended_ms, joined_ms = excluded.joined_ms, body = excluded.body, row_hash = excluded.row_hash`,
  );
  const insertEvent = database.prepare<[string, string, number, string, string]>(
    'INSERT OR IGNORE INTO call_events (id, call_id, at_ms, verdict, body) VALUES (?, ?, ?, ?, ?)',
  );
  const forgetEvents = database.prepare<[number, number]>(
    'DELETE FROM call_events WHERE rowid IN (SELECT rowid FROM call_events WHERE at_ms < ? ORDER BY at_ms LIMIT ?)',
  );
  const open = database.prepare<[], { id: string }>('SELECT id FROM calls WHERE ended_ms IS NULL');
  const ended = database.prepare<[number, number], { id: string }>('SELECT id FROM calls WHERE ended_ms >= ? AND ended_ms < ?');
  const eventsOf = database.prepare<[string], { body: string }>('SELECT body FROM call_events WHERE call_id = ? ORDER BY rowid');
  const readMeta = database.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?');
  const writeMeta = database.prepare<[string, string]>('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value');
  const shown = database.prepare<[number], { id: string }>(
    'SELECT id FROM calls WHERE ended_ms IS NULL UNION ALL SELECT id FROM calls WHERE ended_ms >= ?',
  );

  const readCall = (id: string): Call | undefined => {
    const row = damage.read('calls', id, () => select.get(id));
    return row && (JSON.parse(row.body) as Call);
  };
  const write = (call: Call): void => {
    upsert.run(...withHash('calls', call.id, call.endedAtMs, call.joinedAtMs, JSON.stringify(call)));
    past.enter(call);
  };
  const readClaim = (callId: string): CallClaim | undefined => {
    const state = claims.read(callId);
    if (!state) return undefined;
    const { decided, conflicts, ...claim } = wholeClaim(callId, state);
    return claim;
  };
  const past = createPastCalls(database, readClaim);
  const standing = (number: string, callId: string, nowMs: number): NumberStanding => ({
    number,
    reputation: past.judge(number, callId, nowMs),
    mute: numbers.muteAt(number, nowMs),
  });
  const missing = new Map<string, number>();

  const receive = (fact: CallFact): { callId: string; reception: Reception } => {
    const callId = fact.form === 'event' ? fact.event.callId : fact.form === 'state' ? fact.state.id : fact.callId;
    const before = readCall(callId);
    const { call, verdict } = applyCallFact(before, fact);
    if (fact.form === 'event') {
      const { event } = fact;
      const { changes } = insertEvent.run(
        `${event.sourceId}|${event.callId}|${event.epoch}|${event.seq}`, callId, event.atMs, verdict, JSON.stringify(event),
      );
      if (changes === 0) return { callId, reception: 'duplicate' };
    }
    if (call && call !== before) write(call);
    if (call?.endedAtMs != null) missing.delete(callId);
    if (fact.form === 'event' || verdict === 'applied') return { callId, reception: 'stored' };
    return { callId, reception: fact.form === 'cleared' ? 'ignored' : 'duplicate' };
  };

  /** Ends the calls whose end was not heard, outcome unknown, with the moment in which that was noticed; returns which. */
  const endUnheard = (isUnheard: (call: Call) => boolean, nowMs: number): readonly string[] => {
    const lost = open.all().flatMap(({ id }) => readCall(id) ?? []).filter(isUnheard);
    for (const { id } of lost) receive({ form: 'cleared', callId: id, atMs: nowMs });
    return lost.map(({ id }) => id);
  };

  const isMissingTwice = (call: Call, list: QueueList): boolean => {
    if (!isMissingFrom(call, list)) {
      missing.delete(call.id);
      return false;
    }
    const firstAtMs = missing.get(call.id) ?? list.atMs;
    missing.set(call.id, firstAtMs);
    return isLaterList(firstAtMs, list.atMs) && missing.delete(call.id);
  };

  const table: EntityTable = {
    kind: 'call',
    read: claims.readForFold,
    write: (callId, state) => claims.write(callId, (state as ClaimState | undefined) ?? unclaimedCall(callId)),
    clear: claims.clear,
  };

  return {
    table,
    readCall,
    readClaim,
    read(id: string): Omit<QueueCall, 'location'> | undefined {
      const call = readCall(id);
      if (!call) return undefined;
      const number = call.endedAtMs === null ? callerNumber(call.caller) : null;
      return { ...call, claim: readClaim(id) ?? null, standing: number === null ? null : standing(number, id, now()) };
    },
    past,
    standing,
    /** Whether a caller waits whom nobody's claim holds. */
    someoneWaits: (nowMs: number): boolean =>
      open.all().some(({ id }) => {
        const call = readCall(id);
        return call !== undefined && isWaiting(call) && !isDoubtful(call, nowMs) && wantsAnswer({ ...call, claim: readClaim(id) ?? null }, nowMs);
      }),
    /** The calls of a number that go on. */
    openIdsOfNumber: (number: string): readonly string[] =>
      open.all().flatMap(({ id }) => (callerNumber(readCall(id)?.caller ?? hiddenCaller) === number ? [id] : [])),
    /** Calls that ended in a period, with what the seats did about them. */
    endedBetween: (fromMs: number, untilMs: number): readonly (Call & Pick<QueueCall, 'claim'>)[] =>
      ended.all(fromMs, untilMs).flatMap(({ id }) => {
        const call = readCall(id);
        return call ? [{ ...call, claim: readClaim(id) ?? null }] : [];
      }),
    /** Calls that go on, and those that ended since the given time. */
    shownIds: (endedSinceMs: number): readonly string[] => shown.all(endedSinceMs).map((row) => row.id),
    /** The single events; the call itself stays. */
    forgetEventsBefore: (atMs: number, limit: number): number => forgetEvents.run(atMs, limit).changes,

    receive,
    /** Puts a call together again from its single events; false when none is kept. */
    foldAgain(callId: string): boolean {
      let call: Call | undefined;
      for (const { body } of eventsOf.all(callId)) ({ call } = applyCallFact(call, { form: 'event', event: JSON.parse(body) as CallEvent }));
      if (call) write(call);
      return call !== undefined;
    },
    /** Two lists of those who wait, some seconds apart, that lack a waiting call show that it is over. Returns what was ended. */
    hearQueueList: (sourceId: string, list: QueueList, nowMs: number): readonly string[] =>
      endUnheard((call) => call.sourceId === sourceId && call.queue === list.queue && isMissingTwice(call, list), nowMs),
    /** A bridge that started anew has told all it knows. Returns the calls that it did not take along, ended. */
    bridgeSynced(sourceId: string, producer: string, epoch: string, nowMs: number): readonly string[] {
      const key = `epoch:${sourceId}:${producer}`;
      const before = readMeta.get(key)?.value;
      if (before === epoch) return [];
      writeMeta.run(key, epoch);
      return before === undefined ? [] : endUnheard((call) => call.sourceId === sourceId && isLeftBehind(call, before), nowMs);
    },
    /** Ends calls of which nobody has said anything for a day. */
    endForgotten: (nowMs: number): readonly string[] => endUnheard((call) => isForgotten(call, nowMs), nowMs),
  };
}

export type CallStore = ReturnType<typeof createCallStore>;
