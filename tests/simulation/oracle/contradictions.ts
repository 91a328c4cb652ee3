import { type Acknowledged } from './ledger.ts';

/** What somebody decided about one thing. */
type Choice = { by: Acknowledged; entity: string; rule: string; value: string };
export type Contradiction = { entity: string; rule: string; sides: [Acknowledged, Acknowledged] };

export const knew = (later: Acknowledged, earlier: Acknowledged): boolean => (later.knew[earlier.station] ?? 0) >= earlier.seq;
export const apart = (one: Acknowledged, other: Acknowledged): boolean => one.station !== other.station && !knew(one, other) && !knew(other, one);

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

/** What an act decides, rule by rule. */
function choicesOf(by: Acknowledged, actById: ReadonlyMap<string, Acknowledged>): Choice[] {
  const { act } = by;
  const incident = `incident:${text(act['incidentId'])}`;
  const unit = `unit:${text(act['unitId'])}`;
  const complaint = `complaint:${text(act['complaintId'])}`;
  switch (act['kind']) {
    case 'incident.opened':
      return act['callId'] === null ? [] : [{ by, entity: `call:${text(act['callId'])}`, rule: 'two-incidents-for-one-call', value: text(act['incidentId']) }];
    case 'incident.changed':
      return ['type', 'priority', 'place'].filter((field) => act[field] !== undefined).map((field) => ({ by, entity: incident, rule: field, value: text(act[field]) }));
    case 'incident.closed':
      return [{ by, entity: incident, rule: 'disposition', value: text(act['disposition']) }];
    case 'unit.assigned':
      return [{ by, entity: unit, rule: 'unit-on-two-incidents', value: text(act['incidentId']) }];
    case 'unit.status-set':
      return [{ by, entity: unit, rule: 'unit-status', value: text(act['status']) }];
    case 'complaint.assigned':
      return [{ by, entity: complaint, rule: 'ticket-taken-twice', value: `agency ${text(act['agencyId'])}` }];
    case 'complaint.upgraded':
      return [{ by, entity: complaint, rule: 'ticket-taken-twice', value: `incident ${text(act['incidentId'])}` }];
    case 'complaint.closed':
      return [{ by, entity: complaint, rule: 'ticket-outcome', value: text(act['outcome']) }];
    case 'call.answered':
      return [{ by, entity: `call:${text(act['callId'])}`, rule: 'call-answered-twice', value: by.actor }];
    case 'conflict.resolved': {
      const chosen = actById.get(text(act['chosenEventId']));
      const choice = chosen && choicesOf(chosen, actById).find(({ entity, rule }) => entity === act['entity'] && rule === act['rule']);
      return choice ? [{ ...choice, by }] : [];
    }
    default:
      return [];
  }
}

/** Whether an act, decided in knowledge of a choice, may have put something else in its place. */
function mayReplace({ act }: Acknowledged, { entity, rule, value }: Pick<Choice, 'entity' | 'rule' | 'value'>): boolean {
  const isResolved = act['kind'] === 'conflict.resolved' && act['entity'] === entity;
  const isOfUnit = `unit:${text(act['unitId'])}` === entity;
  const isOfIncident = `incident:${text(act['incidentId'])}` === entity;
  const isOfComplaint = `complaint:${text(act['complaintId'])}` === entity;
  switch (rule) {
    case 'type':
    case 'priority':
    case 'place':
      return (isResolved && act['rule'] === rule) || (isOfIncident && act['kind'] === 'incident.changed' && act[rule] !== undefined);
    case 'disposition':
    case 'closed-and-extended':
      return (isResolved && (act['rule'] === 'disposition' || act['rule'] === 'closed-and-extended')) || (isOfIncident && (act['kind'] === 'incident.closed' || (act['kind'] === 'unit.released' && text(act['unitId']) === value)));
    case 'unit-on-two-incidents':
      return (isResolved && act['rule'] === rule) || (isOfUnit && (act['kind'] === 'unit.assigned' || (act['kind'] === 'unit.released' && text(act['incidentId']) === value)));
    case 'unit-status':
      return (isResolved && act['rule'] === rule) || (isOfUnit && ['unit.assigned', 'unit.released', 'unit.status-set'].includes(text(act['kind'])));
    case 'ticket-taken-twice':
      return (isResolved && act['rule'] === rule) || (isOfComplaint && ['complaint.assigned', 'complaint.upgraded', 'complaint.reopened'].includes(text(act['kind'])));
    case 'ticket-outcome':
    case 'ticket-closed-and-pursued':
      return (isResolved && text(act['rule']).startsWith('ticket-')) || (isOfComplaint && act['kind'] !== 'complaint.noted');
    case 'call-answered-twice':
      return (isResolved && act['rule'] === rule) || (`call:${text(act['callId'])}` === entity && act['kind'] === 'call.answered' && act['takesOver'] === true);
    case 'junk-and-incident':
      // Who opens an incident knowing that the call was closed has thought better of it; a choice about the call may concern both sides.
      return isResolved || (value === 'closing' && `call:${text(act['callId'])}` === entity && ['incident.opened', 'call.linked', 'call.closed'].includes(text(act['kind'])));
    default:
      return isResolved && act['rule'] === rule;
  }
}

/** Whoever opens an incident from a call that is known to have one leaves the call where it is: nothing is chosen by that. */
function linksAgain({ by, rule }: Choice, acts: readonly Acknowledged[]): boolean {
  if (rule !== 'two-incidents-for-one-call' || by.act['kind'] !== 'incident.opened') return false;
  return acts.some((other) => other !== by && other.act['kind'] === 'incident.opened' && other.act['callId'] === by.act['callId'] && knew(by, other));
}

/** What agencies and closings made of a complaint matters no more once it is an incident. */
function isOutranked({ by, entity }: Choice, acts: readonly Acknowledged[]): boolean {
  if (!entity.startsWith('complaint:') || by.act['kind'] === 'complaint.upgraded' || by.act['kind'] === 'conflict.resolved') return false;
  return acts.some(({ act }) => act['kind'] === 'complaint.upgraded' && `complaint:${text(act['complaintId'])}` === entity);
}

/**
 * Contradictions that must stand open: decided apart, different, and nobody who knew of one of the two has decided about the same thing
 * since. There may be more; these must not be missing.
 */
export function standingContradictions(acts: readonly Acknowledged[]): Contradiction[] {
  const actById = new Map(acts.map((each) => [each.id, each]));
  const choices = acts.flatMap((each) => choicesOf(each, actById)).filter((each) => !linksAgain(each, acts) && !isOutranked(each, acts));
  const found: Contradiction[] = [];
  const isReplaced = (side: Acknowledged, other: Acknowledged, about: Pick<Choice, 'entity' | 'rule' | 'value'>): boolean =>
    acts.some((later) => later !== side && later !== other && (later.station === side.station ? later.seq > side.seq : knew(later, side)) && mayReplace(later, about));
  const add = (rule: string, entity: string, one: Choice, other: Choice): void => {
    const isOpen = !isReplaced(one.by, other.by, { entity, rule, value: one.value }) && !isReplaced(other.by, one.by, { entity, rule, value: other.value });
    if (isOpen) found.push({ rule, entity, sides: [one.by, other.by] });
  };
  for (const [index, one] of choices.entries()) {
    for (const other of choices.slice(index + 1)) {
      if (one.entity === other.entity && one.rule === other.rule && one.value !== other.value && apart(one.by, other.by)) add(one.rule, one.entity, one, other);
    }
  }
  for (const closing of choices.filter(({ by }) => by.act['kind'] === 'incident.closed')) {
    for (const sent of acts.filter(({ act }) => act['kind'] === 'unit.assigned' && `incident:${text(act['incidentId'])}` === closing.entity)) {
      const unit: Choice = { by: sent, entity: closing.entity, rule: 'closed-and-extended', value: text(sent.act['unitId']) };
      if (apart(closing.by, sent)) add('closed-and-extended', closing.entity, closing, unit);
    }
  }
  for (const closing of choices.filter(({ by }) => by.act['kind'] === 'complaint.closed')) {
    for (const pursuit of acts.filter(({ act }) => ['complaint.joined', 'complaint.assigned', 'complaint.reopened'].includes(text(act['kind'])) && `complaint:${text(act['complaintId'])}` === closing.entity)) {
      if (apart(closing.by, pursuit)) add('ticket-closed-and-pursued', closing.entity, closing, { by: pursuit, entity: closing.entity, rule: 'ticket-closed-and-pursued', value: '' });
    }
  }
  for (const opening of choices.filter(({ by }) => by.act['kind'] === 'incident.opened')) {
    for (const closing of acts.filter(({ act }) => act['kind'] === 'call.closed' && `call:${text(act['callId'])}` === opening.entity)) {
      const about = { entity: opening.entity, rule: 'junk-and-incident' };
      if (apart(opening.by, closing)) add(about.rule, about.entity, { ...opening, ...about, value: 'opening' }, { ...about, by: closing, value: 'closing' });
    }
  }
  return found;
}
