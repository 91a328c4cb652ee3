import type { Conflict, ConflictSide } from '#domain/conflicts/conflict.ts';
import type { Incident, Priority } from '#domain/incidents/incident.ts';
import { splitReference } from '#domain/journal/fold-entity.ts';
import type { Place } from '#domain/places/place.ts';
import type { conflictsText } from '../../i18n/areas/conflicts.ts';
import type { wordsText } from '../../i18n/areas/words.ts';
import { decided, decidedText } from '../../state/conflict-sides.ts';

/** What the other feeds know of the things a conflict is about, and the words for it. */
export type ConflictNames = {
  readonly text: (typeof conflictsText)['id'];
  readonly words: (typeof wordsText)['id'];
  readonly incident: (incidentId: string) => Incident | undefined;
  /** The ticket of a complaint. */
  readonly complaint: (complaintId: string) => string | undefined;
  readonly agency: (agencyId: string) => string;
  readonly callSign: (unitId: string) => string;
  /** The number a call came from, as people read it; null when it is not known. */
  readonly caller: (callId: string) => string | null;
};

type FactLabel = keyof ConflictNames['text']['facts'];
/** One fact of every side, in the order of the sides. The first row of a conflict is what was decided. */
export type FactRow = { readonly label: FactLabel; readonly cells: readonly string[] };

/** What the conflict is about: the unit, the caller, or the incident by number and place. */
export function conflictSubject({ entity }: Pick<Conflict, 'entity'>, names: ConflictNames): string {
  const { kind, id } = splitReference(entity);
  switch (kind) {
    case 'unit':
      return names.callSign(id);
    case 'call':
      return names.text.ofCall(names.caller(id) ?? names.text.unknownCaller);
    case 'incident': {
      const incident = names.incident(id);
      if (incident === undefined) return names.text.unknownIncident;
      return [incident.number, incident.place.text].filter((part) => part !== '').join(' · ');
    }
    case 'complaint':
      return names.text.ofComplaint(names.complaint(id) ?? names.text.unknown);
    case 'alarm':
    case 'number':
    case 'obstacle':
    case 'landmark':
    case 'closing':
    case 'radio':
    case 'filing':
    case 'spoken':
      return id;
  }
}

/** What holds after a choice, the decision first so that it is what stands where room is short; the incident by number, its place may be what was chosen. */
export function settledWords(conflict: Conflict, eventId: string, names: ConflictNames): string {
  const [decision] = conflictFacts(conflict, names);
  const { kind, id } = splitReference(conflict.entity);
  const subject = kind === 'incident' ? names.incident(id)?.number : conflictSubject(conflict, names);
  return [decision?.cells[conflict.sides.findIndex((side) => side.eventId === eventId)], subject].filter((part) => part !== undefined).join(' · ');
}

/** The facts that tell the sides apart, the same ones in the same order for every side. */
export function conflictFacts(conflict: Conflict, names: ConflictNames): readonly FactRow[] {
  const { sides } = conflict;
  const row = (label: FactLabel, cell: (side: ConflictSide) => string): FactRow => ({ label, cells: sides.map(cell) });
  const { text, words } = names;
  switch (conflict.rule) {
    case 'unit-on-two-incidents':
      return [row('sentTo', (side) => numberOf(side, names)), ...incidentRows(conflict, names)];
    case 'two-incidents-for-one-call':
      return [row('opened', (side) => numberOf(side, names)), ...incidentRows(conflict, names)];
    case 'closed-and-extended':
      return [row('decision', (side) => closedOrSent(side, names))];
    case 'place':
      return [row('place', (side) => placeOf(side)?.text || text.unknown), row('point', (side) => pointText(placeOf(side), text.noPoint))];
    case 'type':
      return [row('type', (side) => wordOf(words.incidentType, decidedText(side, 'value'), text.unknown))];
    case 'priority':
      return [row('priority', (side) => priorityText(side, names))];
    case 'disposition':
      return [row('disposition', (side) => wordOf(words.disposition, decidedText(side, 'value'), text.unknown))];
    case 'unit-status':
      return [row('status', (side) => wordOf(words.unitStatus, decidedText(side, 'value'), text.unknown))];
    case 'junk-and-incident':
      return [row('decision', (side) => junkOrIncident(side, names))];
    case 'ticket-taken-twice':
    case 'ticket-closed-and-pursued':
      return [row('decision', (side) => takenOrClosed(side, names))];
    case 'ticket-outcome':
      return [row('disposition', (side) => wordOf(words.complaintOutcome, decidedText(side, 'outcome'), text.unknown))];
    case 'call-answered-twice':
      return [row('answeredBy', (side) => side.actor)];
  }
}

function incidentOf(side: ConflictSide, names: ConflictNames): Incident | undefined {
  const id = decidedText(side, 'incidentId');
  return id === null ? undefined : names.incident(id);
}

function numberOf(side: ConflictSide, names: ConflictNames): string {
  return incidentOf(side, names)?.number ?? names.text.unknownIncident;
}

/** What somebody must know to choose between incidents: how bad, where, and who else goes there. */
function incidentRows({ sides, unitId }: Conflict, names: ConflictNames): readonly FactRow[] {
  const { text, words } = names;
  const incidents = sides.map((side) => incidentOf(side, names));
  const others = (incident: Incident): string => {
    const there = incident.assignments.filter((each) => each.releasedAtMs === null && each.unitId !== unitId);
    return there.length === 0 ? text.noOtherUnit : [...new Set(there.map((each) => names.callSign(each.unitId)))].join(', ');
  };
  const row = (label: FactLabel, cell: (incident: Incident) => string): FactRow => ({
    label,
    cells: incidents.map((incident) => (incident === undefined ? text.unknown : cell(incident))),
  });
  return [
    row('incident', ({ priority, type }) => `P${priority} ${words.incidentType[type]}`),
    row('place', ({ place }) => place.text || text.unknown),
    row('note', ({ note }) => note || text.unknown),
    row('otherUnits', others),
  ];
}

function closedOrSent(side: ConflictSide, { text, words, callSign }: ConflictNames): string {
  const disposition = decidedText(side, 'closed');
  if (disposition !== null) return text.closedAs(wordOf(words.disposition, disposition, text.unknown));
  const unitId = decidedText(side, 'unitId');
  return unitId === null ? text.unknown : text.sent(callSign(unitId));
}

function junkOrIncident(side: ConflictSide, names: ConflictNames): string {
  const disposition = decidedText(side, 'callDisposition');
  if (disposition !== null) return names.text.closedAs(wordOf(names.words.callDisposition, disposition, names.text.unknown));
  const incident = incidentOf(side, names);
  return names.text.openedAs([incident?.number ?? names.text.unknownIncident, incident?.place.text ?? ''].filter((part) => part !== '').join(' · '));
}

/** What one side made of a complaint. */
function takenOrClosed(side: ConflictSide, names: ConflictNames): string {
  const { text, words } = names;
  const outcome = decidedText(side, 'outcome');
  if (outcome !== null) return text.closedAs(wordOf(words.complaintOutcome, outcome, text.unknown));
  const agencyId = decidedText(side, 'agencyId');
  if (agencyId !== null) return text.given(names.agency(agencyId));
  if (decidedText(side, 'incidentId') !== null) return text.openedAs(numberOf(side, names));
  return decided(side, 'joined') === true ? text.joined : text.reopened;
}

function placeOf(side: ConflictSide): Place | null {
  const place = side.value;
  return typeof place === 'object' && place !== null && 'text' in place ? (place as Place) : null;
}

function pointText(place: Place | null, none: string): string {
  if (place === null || place.latitude === null || place.longitude === null) return none;
  const point = `${place.latitude.toFixed(5)} ${place.longitude.toFixed(5)}`;
  return place.islandName === null ? point : `${point} · ${place.islandName}`;
}

function priorityText(side: ConflictSide, { text, words }: ConflictNames): string {
  const priority = decided(side, 'value');
  const word = words.priority[priority as Priority] as string | undefined;
  return word === undefined ? text.unknown : `P${String(priority)} ${word}`;
}

/** The value may be of a newer version, which has words that are not known here. */
function wordOf(known: Readonly<Record<string, string>>, key: string | null, unknown: string): string {
  return key === null ? unknown : (known[key] ?? key);
}
