import { choose, decide, unseen, type Register } from '../conflicts/register.ts';
import type { Act, JournalEvent } from '../journal/act.ts';
import type { Complainant } from './complaint.ts';
import { settleComplaint, type ComplaintClosing, type ComplaintState, type Pursuit } from './complaint-state.ts';

/** Of a matter that half a town complains about, more names would only be weight. */
export const complainantsKept = 50;

/** The complaint after one more event of the journal. Events that do not concern it leave it as it was. */
export function foldComplaint(complaint: ComplaintState | undefined, event: JournalEvent): ComplaintState | undefined {
  const { act } = event;
  if (act.kind === 'complaint.opened') return complaint ?? opened(act, event);
  if (!complaint) return undefined;
  const changed = { ...complaint, changedAtMs: Math.max(complaint.changedAtMs, event.atMs) };
  const { decided } = complaint;
  const settled = (now: Partial<ComplaintState['decided']>, more: Partial<ComplaintState> = {}): ComplaintState =>
    settleComplaint({ ...changed, ...more, decided: { ...decided, ...now } });
  switch (act.kind) {
    case 'complaint.noted':
      return changed;
    case 'complaint.assigned':
      return settled({ agency: decide(decided.agency, act.agencyId, event), pursued: pursue(decided, { agencyId: act.agencyId }, event) });
    case 'complaint.answered':
      return settled({ answer: decide(decided.answer, act.text, event) });
    case 'complaint.closed':
      return settled({ closing: decide(decided.closing, closingBy(act.outcome, event), event) });
    case 'complaint.reopened':
      return settled(
        {
          answer: unseen(decided.answer, event),
          incident: unseen(decided.incident, event),
          closing: unseen(decided.closing, event),
          pursued: decide(decided.pursued, { reopened: true }, event),
        },
        { timesReopened: complaint.timesReopened + 1 },
      );
    case 'complaint.joined': {
      const one: Complainant = { callId: act.callId, number: act.callerNumber, atMs: event.atMs };
      const [first = one, ...others] = complaint.complainants;
      const complainants = [first, ...[...others, one].slice(-(complainantsKept - 1))];
      return settled({ pursued: pursue(decided, { joined: true }, event) }, { complainants, complainantCount: complaint.complainantCount + 1 });
    }
    case 'complaint.upgraded': {
      const isKnown = unseen(decided.incident, event).length < decided.incident.length;
      return settled({ incident: isKnown ? decided.incident : decide(decided.incident, act.incidentId, event) });
    }
    case 'conflict.resolved':
      return act.entity === `complaint:${complaint.id}` ? settled(resolved(decided, act, event)) : complaint;
    default:
      return complaint;
  }
}

/** Whoever pursues what they know to be closed adds nothing to what stands in contradiction already. */
function pursue({ closing, pursued }: ComplaintState['decided'], pursuit: Pursuit, event: JournalEvent): Register<Pursuit> {
  return unseen(closing, event).length < closing.length ? pursued : decide(pursued, pursuit, event);
}

function opened(act: Extract<Act, { kind: 'complaint.opened' }>, event: JournalEvent): ComplaintState {
  const agency: Register<string> = act.agencyId === null ? [] : decide([], act.agencyId, event);
  return settleComplaint({
    id: act.complaintId,
    number: act.number,
    status: 'open',
    category: act.category,
    place: act.place,
    note: act.note,
    agencyId: act.agencyId,
    dueAtMs: act.dueAtMs,
    complainants: [{ callId: act.callId, number: act.callerNumber, atMs: event.atMs }],
    complainantCount: 1,
    openedAtMs: event.atMs,
    openedBy: event.actor,
    openedStation: event.station,
    changedAtMs: event.atMs,
    answer: null,
    stoppedAtMs: null,
    overAtMs: null,
    outcome: null,
    incidentId: null,
    timesReopened: 0,
    decided: { agency, answer: [], incident: [], closing: [], pursued: [] },
    conflicts: [],
  });
}

/** What holds after a person settled a conflict of the complaint. */
function resolved(
  { agency, incident, closing, pursued }: ComplaintState['decided'],
  { rule, chosenEventId, chosen = {} }: Extract<Act, { kind: 'conflict.resolved' }>,
  event: JournalEvent,
): Partial<ComplaintState['decided']> {
  switch (rule) {
    case 'ticket-taken-twice':
      if (chosen.incidentId !== undefined) return { incident: choose(incident, chosenEventId, event, chosen.incidentId) };
      return { agency: choose(agency, chosenEventId, event, chosen.agencyId) };
    case 'ticket-outcome':
      return { closing: closedNow(choose(closing, chosenEventId, event, chosen.outcome && closingBy(chosen.outcome, event)), event) };
    case 'ticket-closed-and-pursued':
      return chosen.outcome === undefined
        ? { closing: unseen(closing, event) }
        : { closing: closedNow(choose(closing, chosenEventId, event, closingBy(chosen.outcome, event)), event), pursued: unseen(pursued, event) };
    default:
      return {};
  }
}

function closingBy(outcome: ComplaintClosing['outcome'], event: JournalEvent): ComplaintClosing {
  return { outcome, seen: event.seen ?? {} };
}

/** A closing that was chosen is decided in knowledge of all that the choice knew. */
function closedNow(closing: Register<ComplaintClosing>, event: JournalEvent): Register<ComplaintClosing> {
  return closing.map((each) => (each.by.eventId === event.id ? { ...each, value: { ...each.value, seen: event.seen ?? {} } } : each));
}
