import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProfile } from '#contract/profile.ts';
import { systemClock } from '#core/clock.ts';
import { createCore } from '#core/core.ts';
import { inTransaction } from '#core/db/database.ts';
import { openStationDatabase } from '#core/db/open-station-database.ts';
import { createLog } from '#core/log.ts';
import { createStores } from '#core/stores.ts';
import type { Call } from '#domain/calls/call.ts';
import { unclaimedCall } from '#domain/calls/claim-state.ts';
import { foldEntity, type AnyEntityState } from '#domain/journal/fold-entity.ts';
import { ticketNumber } from '#domain/complaints/ticket-number.ts';
import type { JournalEvent } from '#domain/journal/act.ts';
import { askInProcess } from '#tests/fixtures/ask-in-process.ts';
import { openedAct } from '#tests/fixtures/opened-act.ts';
import { openedComplaint } from '#tests/fixtures/opened-complaint.ts';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';
import { seededRandom } from '#tests/fixtures/seeded-random.ts';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';
import { printFigure, quantile } from './print-figure.ts';

/**
 * A caller's past at the moment of ringing, asked of a station whose database has 1,000,000 calls, 20,000 incidents and 10,000 complaints: one call in twenty
 * comes from a single number, half of the rest from 200; nine of ten that were answered are closed as junk.
 */
const calls = Number(process.env['SIAGA_BENCH_CALLS'] ?? 1_000_000);
const incidents = calls / 50;
const asked = 1_000;
const startMs = 1_700_000_000_000;
const everyMs = 30_000;
const random = seededRandom(112);
const folder = mkdtempSync(join(tmpdir(), 'siaga-bench-'));
const read = readProfile(JSON.stringify(smallProfileSource));
if (!read.ok) throw new Error(read.sentence);
const profile = read.value;

const callId = (index: number): string => `pbx1-${startMs + index * everyMs}.${index}`;
const heavy = '+6286011200000';
const ofHeavy: number[] = [];
const numberOf = (draw: number): string => (draw < 0.05 ? heavy : `+62860112${String(draw < 0.525 ? 1 + Math.floor(draw * 380) : 1_000 + Math.floor(draw * 250_000)).padStart(7, '0')}`);

function callOf(index: number, number: string): Call {
  const joinedAtMs = startMs + index * everyMs;
  const isAnswered = index % 3 > 0;
  return {
    id: callId(index), sourceId: 'tel', state: 'ended', sinceMs: joinedAtMs + 20_000, caller: { raw: number, e164: number, name: null, anonymous: false }, queue: 'q112',
    position: null, priority: 0, joinedAtMs, offeredTo: [], agent: isAnswered ? '101' : null, answeredAtMs: isAnswered ? joinedAtMs + 5_000 : null, transferFrom: null,
    agentGoneAtMs: null, endedAtMs: joinedAtMs + 20_000, outcome: isAnswered ? 'served' : 'abandoned', callbackNeeded: !isAnswered, epoch: '2026-11-23T21:27:15.000Z', seq: 5,
    historyIncomplete: false, exercise: false,
  };
}

function eventOf(index: number, act: JournalEvent['act']): JournalEvent {
  return { id: `e${index}`, station: 'S1', seq: index + 1, hlc: String(index), atMs: startMs + index * everyMs + 10_000, actor: 'Sari', act, previousHash: '', hash: '' };
}

function fill(): void {
  const opened = openStationDatabase(folder);
  if (!opened.ok) throw new Error(opened.sentence);
  const database = opened.value;
  database.pragma('synchronous = OFF');
  const stores = createStores({ database, profile, islandAt: () => null, now: systemClock.now });
  const perIncident = calls / incidents;
  for (let first = 0; first < calls; first += 50_000) {
    inTransaction(database, () => {
      for (let index = first; index < Math.min(calls, first + 50_000); index += 1) {
        const number = numberOf(random());
        if (number === heavy) ofHeavy.push(index);
        const call = callOf(index, number);
        stores.calls.receive({ form: 'state', state: call });
        if (call.answeredAtMs === null) continue;
        const isIncident = index % perIncident === 1;
        const incidentId = `i${index}`;
        const act: JournalEvent['act'] = isIncident
          ? openedAct(incidentId, {
              callId: call.id, callerNumber: number,
              place: { text: 'Lenteng', latitude: -7 - Math.floor(random() * 40) / 200, longitude: 113.6 + Math.floor(random() * 60) / 200, radiusM: 500, islandId: 'madura', islandName: 'Madura', source: 'gazetteer' },
            })
          : { kind: 'call.closed', callId: call.id, disposition: random() < 0.6 ? 'ghost' : 'prank', callerNumber: number };
        const event = eventOf(index, act);
        stores.calls.table.write(call.id, foldEntity(`call:${call.id}`, unclaimedCall(call.id), event));
        if (isIncident) stores.incidents.table.write(incidentId, foldEntity(`incident:${incidentId}`, undefined, event));
      }
    });
  }
  // One incident in two was a complaint first; the number with most calls has as many under way as it can be shown.
  inTransaction(database, () => {
    for (let index = 0; index < incidents; index += 2) {
      const number = numberOf(random());
      const complaintId = `k${index}`;
      const opened = openedComplaint(complaintId, { number: ticketNumber('S1', index + 1), callId: null, callerNumber: number });
      const events = [eventOf(index, opened), ...(random() < 0.8 ? [eventOf(index, { kind: 'complaint.closed', complaintId, outcome: 'solved' })] : [])];
      stores.complaints.table.write(complaintId, events.reduce<AnyEntityState | undefined>((state, event) => foldEntity(`complaint:${complaintId}`, state, event), undefined));
    }
  });
  database.close();
}

fill();
const created = createCore({
  dataDir: folder, profile, resources: join(repositoryFolder, 'resources'), version: 'bench', clock: systemClock,
  log: createLog(() => undefined, systemClock.now), readSecret: () => undefined,
});
if (!created.ok) throw new Error(created.sentence);
const core = created.value;
const ask = askInProcess(core);
const measure = async (name: string, indexes: readonly number[]): Promise<void> => {
  const times: number[] = [];
  let earlier = 0;
  for (const index of indexes) {
    const from = performance.now();
    const answer = (await ask(`${name}-${times.length}`, 'call.history', { callId: callId(index), place: { latitude: -7.05, longitude: 113.7 } })) as { ok: boolean; value: { earlier: number } };
    times.push(performance.now() - from);
    if (!answer.ok) throw new Error(`no history of ${callId(index)}`);
    earlier = Math.max(earlier, answer.value.earlier);
  }
  const details = { calls, incidents, asked: indexes.length, budget: 50, medianMs: quantile(times, 0.5), slowestMs: Math.max(...times), mostEarlierCalls: earlier };
  printFigure(name, quantile(times, 0.99), 'ms', details);
};
const any = Array.from({ length: asked }, () => Math.floor(random() * calls));
await measure('history of a caller, p99', any);
await measure('history of the number with most calls, p99', ofHeavy.slice(0, 200));
await core.close();
rmSync(folder, { recursive: true, force: true });
