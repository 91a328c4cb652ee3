import { z } from 'zod';
import { commands } from '#contract/commands.ts';
import type { Conflict } from '#domain/conflicts/conflict.ts';
import { decideChange, decideClose, decideConflict, decideNote, decideRelease, decideStatus, noIncident, type Decided } from '#domain/decisions/decide.ts';
import { decideAnswer, decideAssign, decideCloseComplaint, decideComplaintNote, decideReopen } from '#domain/decisions/decide-complaint.ts';
import { complaintView, type ComplaintState } from '#domain/complaints/complaint-state.ts';
import type { Complaint } from '#domain/complaints/complaint.ts';
import { decideMute, decideUnmute } from '#domain/decisions/decide-call.ts';
import type { NumberState } from '#domain/calls/number-mute.ts';
import type { IncidentState } from '#domain/incidents/incident-state.ts';
import { incidentView } from '#domain/incidents/incident-view.ts';
import type { Incident } from '#domain/incidents/incident.ts';
import { untouchedUnit } from '#domain/units/fold-unit.ts';
import type { UnitStanding, UnitState } from '#domain/units/unit.ts';
import { failure } from '#domain/outcome/outcome.ts';
import type { CentralDatabase, Queries } from '../db/central-database.ts';
import { fromStored, toStored } from '../db/stored-text.ts';
import type { Desk } from './desk.ts';
import { stateIn } from './fold-entities.ts';
import { headsOf } from './site-rows.ts';

export function createDesk(database: CentralDatabase): Desk {
  return {
    async incidents(site, { openOnly, limit }) {
      const rows = await database.query<{ body: string }>(
        `SELECT body FROM entities WHERE site = $1 AND entity LIKE 'incident:%' AND body <> 'null'
           AND (is_open OR NOT $2::boolean) ORDER BY updated_seq DESC LIMIT $3`,
        [site, openOnly, limit],
      );
      const units = await unitStates(database, site);
      return rows.map(({ body }) => incidentView(stateIn(body) as IncidentState, (unitId) => units.get(unitId)?.incidentId ?? null));
    },
    units: async (site) => [...(await unitStates(database, site)).values()].map(standingOf),
    async conflicts(site) {
      const rows = await database.query<{ body: string }>('SELECT body FROM conflicts WHERE site = $1 ORDER BY since_ms DESC', [site]);
      return rows.map(({ body }) => JSON.parse(body) as Conflict);
    },
    async heads(site) {
      const [row] = await database.query<{ head_seq: number; head_hash: string; epoch: string }>('SELECT head_seq, head_hash, epoch FROM sites WHERE site = $1', [site]);
      return row && { head: { seq: row.head_seq, hash: row.head_hash }, epoch: row.epoch, stations: await headsOf(database, site) };
    },
    async setAside(site) {
      const rows = await database.query<{ station: string; code: string; sentence: string; first_seq: number; times: number; first_ms: number; last_ms: number }>(
        'SELECT station, code, sentence, first_seq, times, first_ms, last_ms FROM set_aside WHERE site = $1 ORDER BY station, code',
        [site],
      );
      return rows.map(({ station, code, sentence, first_seq, times, first_ms, last_ms }) => ({
        station,
        code,
        sentence: fromStored(sentence),
        firstSeq: first_seq,
        times,
        firstAtMs: first_ms,
        lastAtMs: last_ms,
      }));
    },
  };
}

/** What a supervisor may decide from central. Everything else is decided at a seat, where somebody speaks with the caller and the crew. */
const supervised = [
  'incident.change', 'incident.note', 'incident.close', 'dispatch.release', 'unit.set-status', 'conflict.resolve', 'number.mute', 'number.unmute',
  'complaint.note', 'complaint.assign', 'complaint.answer', 'complaint.close', 'complaint.reopen',
] as const;
type Supervised = (typeof supervised)[number];

/** Decides a supervisor's command by the same rules as a station, with the state under the lock of the site. */
export async function decideCommand(queries: Queries, site: string, name: string, input: unknown, nowMs: number): Promise<Decided> {
  const command = supervised.find((each) => each === name);
  if (command === undefined) return failure('unknown-command', `A supervisor cannot do "${name}" through central. What can be done: ${supervised.join(', ')}.`);
  const parsed = commands[command].input.safeParse(input);
  if (!parsed.success) return failure('invalid-input', z.prettifyError(parsed.error));
  return decide(queries, site, { name: command, ...parsed.data } as Command, nowMs);
}

type Command = { [Name in Supervised]: { readonly name: Name } & z.output<(typeof commands)[Name]['input']> }[Supervised];

async function decide(queries: Queries, site: string, command: Command, nowMs: number): Promise<Decided> {
  switch (command.name) {
    case 'incident.change':
      return decideChange(await readIncident(queries, site, command.incidentId), command);
    case 'incident.note':
      return decideNote(await readIncident(queries, site, command.incidentId), command.text);
    case 'incident.close':
      return decideClose(await readIncident(queries, site, command.incidentId), command.disposition);
    case 'dispatch.release':
      return decideRelease(await readIncident(queries, site, command.incidentId), command.unitId);
    case 'unit.set-status': {
      const unit = (await readUnit(queries, site, command.unitId)) ?? untouchedUnit(command.unitId);
      return decideStatus(unit, unit.decided.incident.map(({ value }) => value), command.status);
    }
    case 'conflict.resolve': {
      const [row] = await queries.query<{ body: string }>('SELECT body FROM conflicts WHERE site = $1 AND id = $2', [site, toStored(command.conflictId)]);
      return decideConflict(row && (JSON.parse(row.body) as Conflict), command.chosenEventId);
    }
    case 'number.mute':
      return decideMute(command.number, command.minutes, command.reason, nowMs);
    case 'number.unmute':
      return decideUnmute((await readState(queries, site, `number:${command.number}`)) as NumberState | undefined, command.number, nowMs);
    case 'complaint.note':
      return decideComplaintNote(await readComplaint(queries, site, command.complaintId), command.text);
    case 'complaint.assign':
      return decideAssign(await readComplaint(queries, site, command.complaintId), command.agencyId);
    case 'complaint.answer':
      return decideAnswer(await readComplaint(queries, site, command.complaintId), command.text);
    case 'complaint.close':
      return decideCloseComplaint(await readComplaint(queries, site, command.complaintId), command.outcome);
    case 'complaint.reopen':
      return decideReopen(await readComplaint(queries, site, command.complaintId), command.reason);
    default:
      return noIncident;
  }
}

async function readState(queries: Queries, site: string, entity: string): Promise<unknown> {
  const [row] = await queries.query<{ body: string }>('SELECT body FROM entities WHERE site = $1 AND entity = $2', [site, toStored(entity)]);
  return row && stateIn(row.body);
}

async function readUnit(queries: Queries, site: string, unitId: string): Promise<UnitState | undefined> {
  return (await readState(queries, site, `unit:${unitId}`)) as UnitState | undefined;
}

async function readComplaint(queries: Queries, site: string, complaintId: string): Promise<Complaint | undefined> {
  const state = (await readState(queries, site, `complaint:${complaintId}`)) as ComplaintState | undefined;
  return state && complaintView(state);
}

async function readIncident(queries: Queries, site: string, incidentId: string): Promise<Incident | undefined> {
  const state = (await readState(queries, site, `incident:${incidentId}`)) as IncidentState | undefined;
  if (!state) return undefined;
  const units = new Map<string, string | null>();
  for (const { unitId } of state.assignments) units.set(unitId, (await readUnit(queries, site, unitId))?.incidentId ?? null);
  return incidentView(state, (unitId) => units.get(unitId) ?? null);
}

async function unitStates({ query }: Queries, site: string): Promise<ReadonlyMap<string, UnitState>> {
  const rows = await query<{ body: string }>("SELECT body FROM entities WHERE site = $1 AND entity LIKE 'unit:%' AND body <> 'null' ORDER BY entity", [site]);
  return new Map(rows.map(({ body }) => stateIn(body) as UnitState).map((state) => [state.unitId, state]));
}

function standingOf({ decided, conflicts, ...standing }: UnitState): UnitStanding {
  return standing;
}
