import type { ParsedInput } from '#contract/commands.ts';
import type { Handlers } from '#contract/serve/serve.ts';
import type { Complaint } from '#domain/complaints/complaint.ts';
import { dueAt, type ComplaintLane, type OfficeDays } from '#domain/complaints/lane.ts';
import { nextSerial, readTicket, ticketNumber } from '#domain/complaints/ticket-number.ts';
import {
  decideAnswer, decideAssign, decideCloseComplaint, decideComplaintNote, decideJoin, decideReopen, decideUpgrade,
} from '#domain/decisions/decide-complaint.ts';
import type { Decided } from '#domain/decisions/decide.ts';
import type { Act } from '#domain/journal/act.ts';
import { failure, success, type Failure } from '#domain/outcome/outcome.ts';
import type { Place } from '#domain/places/place.ts';
import { decided } from '../../journal/decided.ts';
import type { Journal } from '../../journal/journal.ts';
import type { ComplaintStore } from './store.ts';

type ComplaintHandlers = Pick<
  Handlers,
  | 'complaint.open' | 'complaint.note' | 'complaint.assign' | 'complaint.answer' | 'complaint.close' | 'complaint.reopen' | 'complaint.join'
  | 'complaint.upgrade' | 'complaint.find'
>;

export function createComplaintHandlers(options: {
  journal: Journal;
  store: ComplaintStore;
  station: string;
  lanes: readonly ComplaintLane[];
  office: OfficeDays;
  agencyIds: readonly string[];
  now: () => number;
  callerNumber: (callId: string) => string | null;
  onItsIsland: (place: Place) => Place;
  /** Begins an incident as any other begins at this station. */
  openIncident: (newId: () => string, input: ParsedInput<'incident.open'>, callerNumber: string | null) => Extract<Act, { kind: 'incident.opened' }>;
}): ComplaintHandlers {
  const { journal, store, station, lanes, office, agencyIds, now } = options;
  const numberOf = (callId: string | null): string | null => (callId === null ? null : options.callerNumber(callId));
  /** Where the note of the newest serial is damaged or gone, the complaints themselves say what was given. */
  const freeTicket = (nowMs: number): string => {
    for (let serial = nextSerial(store.newestSerial(station), nowMs); ; serial += 1) {
      const number = ticketNumber(station, serial);
      if (!store.find(number)) return number;
    }
  };
  const strange = (agencyId: string | null): Failure | null =>
    agencyId === null || agencyIds.includes(agencyId) ? null : failure('no-such-agency', `The profile has no agency "${agencyId}".`);
  const decide = (requestId: string, operator: string, complaintId: string, rule: (complaint: Complaint | undefined) => Decided) =>
    journal.record(requestId, operator, () => decided(rule(store.read(complaintId))));

  return {
    'complaint.open': ({ category, place, note, agencyId, callId }, asker, requestId) =>
      journal.record<{ complaintId: string; number: string }>(requestId, asker.operator, (newId) => {
        const refused = strange(agencyId);
        if (refused) return { acts: [], answer: refused };
        const nowMs = now();
        const number = freeTicket(nowMs);
        const complaintId = newId();
        const { time } = lanes.find((lane) => lane.category === category) ?? { time: { workingDays: 5 } };
        const dueAtMs = dueAt(nowMs, time, office);
        const act: Act = {
          kind: 'complaint.opened', complaintId, number, category, place: options.onItsIsland(place), note, agencyId, dueAtMs, callId, callerNumber: numberOf(callId),
        };
        return { acts: [act], answer: success({ complaintId, number }) };
      }),

    'complaint.note': ({ complaintId, text }, asker, requestId) =>
      decide(requestId, asker.operator, complaintId, (complaint) => decideComplaintNote(complaint, text)),

    'complaint.assign': ({ complaintId, agencyId }, asker, requestId) =>
      decide(requestId, asker.operator, complaintId, (complaint) => strange(agencyId) ?? decideAssign(complaint, agencyId)),

    'complaint.answer': ({ complaintId, text }, asker, requestId) =>
      decide(requestId, asker.operator, complaintId, (complaint) => decideAnswer(complaint, text)),

    'complaint.close': ({ complaintId, outcome }, asker, requestId) =>
      decide(requestId, asker.operator, complaintId, (complaint) => decideCloseComplaint(complaint, outcome)),

    'complaint.reopen': ({ complaintId, reason }, asker, requestId) =>
      decide(requestId, asker.operator, complaintId, (complaint) => decideReopen(complaint, reason)),

    'complaint.join': ({ complaintId, callId, note }, asker, requestId) =>
      journal.record<{ number: string }>(requestId, asker.operator, () => {
        const complaint = store.read(complaintId);
        const acts = decideJoin(complaint, callId, numberOf(callId), note);
        return acts.ok && complaint ? { acts: acts.value, answer: success({ number: complaint.number }) } : { acts: [], answer: acts as Failure };
      }),

    'complaint.upgrade': ({ complaintId, type, priority, callId }, asker, requestId) =>
      journal.record<{ incidentId: string; number: string }>(requestId, asker.operator, (newId) => {
        const complaint = store.read(complaintId);
        const allowed = decideUpgrade(complaint);
        if (!allowed.ok || !complaint) return { acts: [], answer: allowed as Failure };
        const { place, note, complainants, number } = complaint;
        // Who says that it is an emergency now, or else whoever complained last.
        const last = complainants.at(-1);
        const input = { type, priority, place, note, callId: callId ?? last?.callId ?? null };
        const opened = options.openIncident(newId, input, numberOf(callId) ?? last?.number ?? null);
        const { incidentId } = opened;
        return { acts: [opened, { kind: 'complaint.upgraded', complaintId, incidentId, ticket: number }], answer: success({ incidentId, number: opened.number }) };
      }),

    'complaint.find'(input) {
      if ('complaintId' in input) return success(store.read(input.complaintId) ?? null);
      const ticket = readTicket(input.number);
      return ticket.ok ? success(store.find(ticket.value) ?? null) : ticket;
    },
  };
}
