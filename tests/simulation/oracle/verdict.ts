import { apart, knew, standingContradictions } from './contradictions.ts';
import { type CentralView } from './central-view.ts';
import { type Acknowledged, type Ledger } from './ledger.ts';
import { hashOfEvent, type LedgerEvent, sha256 } from './own-hash.ts';
import { hashOfState, type PlacedLedgerEvent, type StationView } from './station-view.ts';

const chainStart = '0'.repeat(64);

/** Everything that is not as it was promised once the network is whole again and quiet. Empty: nothing was found. */
export function judge(options: {
  ledger: Pick<Ledger, 'acts' | 'faults'>;
  stations: readonly StationView[];
  central: CentralView;
  /** Clocks were set during the run: then what was decided in knowledge of something may be placed before it, and shown as a contradiction. */
  wereClocksSet: boolean;
}): string[] {
  const { ledger, stations, central } = options;
  return [
    ...ledger.faults,
    ...stations.flatMap((view) => [
      ...lost(view.station, view.events, ledger.acts),
      ...twice(view.station, view.events),
      ...brokenChains(view.station, view.events),
      ...unseenContradictions(view, ledger.acts),
      ...busyOnNothing(view),
      ...(options.wereClocksSet ? [] : [...inventedContradictions(view, ledger.acts), ...wrongMutes(view, ledger.acts), ...wrongAnswers(view, ledger.acts)]),
    ]),
    ...lost('central', central.events, ledger.acts),
    ...twice('central', central.events),
    ...brokenChains('central', central.events),
    ...brokenOrder(central),
    ...differences(stations, central),
  ];
}

/** I1 */
function lost(where: string, events: readonly LedgerEvent[], acts: readonly Acknowledged[]): string[] {
  const held = new Map(events.map((event) => [`${event.station} ${event.seq}`, event]));
  return acts.flatMap(({ station, seq, id, hash }) => {
    const event = held.get(`${station} ${seq}`);
    if (!event) return [`I1: act ${seq} of ${station} was acknowledged and is not at ${where}`];
    return event.id === id && event.hash === hash ? [] : [`I1: act ${seq} of ${station} is another one at ${where} than was acknowledged`];
  });
}

/** I2 */
function twice(where: string, events: readonly LedgerEvent[]): string[] {
  const ids = new Set<string>();
  const numbers = new Set<string>();
  return events.flatMap(({ station, seq, id }) => {
    const number = `${station} ${seq}`;
    const isTwice = ids.has(id) || numbers.has(number);
    ids.add(id);
    numbers.add(number);
    return isTwice ? [`I2: act ${seq} of ${station} stands twice at ${where}`] : [];
  });
}

/** I7 */
function brokenChains(where: string, events: readonly LedgerEvent[]): string[] {
  const last = new Map<string, LedgerEvent>();
  const inOrder = [...events].sort((one, other) => (one.station === other.station ? one.seq - other.seq : one.station < other.station ? -1 : 1));
  return inOrder.flatMap((event) => {
    const before = last.get(event.station);
    last.set(event.station, event);
    if (hashOfEvent(event) !== event.hash) return [`I7: act ${event.seq} of ${event.station} at ${where} is not what its hash says`];
    const follows = event.seq === (before?.seq ?? 0) + 1 && event.previousHash === (before?.hash ?? chainStart);
    return follows ? [] : [`I7: act ${event.seq} of ${event.station} at ${where} does not follow the one before it`];
  });
}

/** I4 and I7 of the site's order */
function brokenOrder({ events, head }: CentralView): string[] {
  let hash = chainStart;
  for (const [index, event] of events.entries()) {
    hash = sha256(`${hash}|${index + 1}|${event.hash}`);
    if (event.siteSeq !== index + 1 || event.siteHash !== hash) return [`I4: the order of the site is broken at ${index + 1}`];
  }
  return head.seq === events.length && head.hash === hash ? [] : [`I4: the head of the site is ${head.seq}, its acts are ${events.length}`];
}

/** I3 */
function differences(stations: readonly StationView[], central: CentralView): string[] {
  const [first] = stations;
  if (!first) return [];
  const found: string[] = [];
  for (const other of stations.slice(1)) {
    if (hashOfState(first) !== hashOfState(other)) found.push(`I3: ${first.station} and ${other.station} differ ${firstDifference(first, other)}`);
  }
  const places = new Map(central.events.map(({ station, seq, order, dead }) => [`${station} ${seq}`, [order, dead !== null].join()]));
  for (const { station, seq, order, dead } of first.events) {
    if (places.get(`${station} ${seq}`) !== [order, dead !== null].join()) found.push(`I3: act ${seq} of ${station} has another place at central than at ${first.station}`);
  }
  if (first.events.length !== central.events.length) found.push(`I3: ${first.station} holds ${first.events.length} acts, central ${central.events.length}`);
  for (const [entity, body] of Object.entries(central.entities)) {
    const kind = entity.slice(0, entity.indexOf(':'));
    const here = first.tables[kind]?.[entity.slice(kind.length + 1)] ?? 'null';
    if (here !== body) found.push(`I3: ${entity} is another one at central than at ${first.station}`);
  }
  return found;
}

function firstDifference(one: StationView, other: StationView): string {
  for (const [table, rows] of Object.entries(one.tables)) {
    for (const key of new Set([...Object.keys(rows), ...Object.keys(other.tables[table] ?? {})])) {
      if (rows[key] !== other.tables[table]?.[key]) return `in ${table} ${key}`;
    }
  }
  const place = ({ station, seq, order }: PlacedLedgerEvent): string => `${station} ${seq} ${order}`;
  const known = new Set(one.events.map(place));
  return `in the order: ${other.events.map(place).find((each) => !known.has(each)) ?? 'acts that are missing'}`;
}

type ShownConflict = { entity: string; rule: string; sides: { eventId: string }[] };
const conflictsAt = (view: StationView): ShownConflict[] => Object.values(view.tables['conflict'] ?? {}).map((body) => JSON.parse(body) as ShownConflict);

/** I5: what contradicts is shown everywhere, and its seats were told. */
function unseenContradictions(view: StationView, acts: readonly Acknowledged[]): string[] {
  const shown = new Set(conflictsAt(view).map(({ entity, rule }) => `${entity}|${rule}`));
  return standingContradictions(acts).flatMap(({ entity, rule, sides: [one, other] }) => {
    const what = `${entity}|${rule} by ${one.station} ${one.seq} and ${other.station} ${other.seq}`;
    if (!shown.has(`${entity}|${rule}`)) return [`I5: ${view.station} does not show ${what}`];
    const isTouched = one.station === view.station || other.station === view.station;
    const isTold = view.alarms.some((id) => id.startsWith(`conflict:${entity}|${rule}:`));
    return isTouched && !isTold ? [`I5: ${view.station} raised no alarm of ${what}`] : [];
  });
}

/** Nobody is asked about a contradiction that is none: two of its sides were decided apart. */
function inventedContradictions(view: StationView, acts: readonly Acknowledged[]): string[] {
  const byId = new Map(acts.map((each) => [each.id, each]));
  return conflictsAt(view).flatMap(({ entity, rule, sides }) => {
    const known = sides.flatMap(({ eventId }) => byId.get(eventId) ?? []);
    const isReal = known.some((one) => known.some((other) => apart(one, other)));
    return isReal ? [] : [`I5: ${view.station} shows ${entity}|${rule}, of which no two sides were decided apart`];
  });
}

/** Row 33: no unit is busy on an incident that is closed. */
function busyOnNothing(view: StationView): string[] {
  return Object.entries(view.tables['unit'] ?? {}).flatMap(([unit, standing]) => {
    const { incidentId } = JSON.parse(standing) as { incidentId: string | null };
    const body = incidentId === null ? undefined : view.tables['incident']?.[incidentId];
    if (body === undefined) return [];
    const { status, assignments = [] } = JSON.parse(body) as { status?: string; assignments?: { unitId: string; releasedAtMs: number | null }[] };
    const isOnIt = assignments.some(({ unitId, releasedAtMs }) => unitId === unit && releasedAtMs === null);
    if (status === 'closed') return [`row 33: ${unit} is busy on incident ${incidentId}, which is closed, at ${view.station}`];
    return isOnIt ? [] : [`row 33: ${unit} is busy on incident ${incidentId}, which does not have it, at ${view.station}`];
  });
}

/** A number's ring is what those said of it last of whom nobody knew who said something later. */
function wrongMutes(view: StationView, acts: readonly Acknowledged[]): string[] {
  const said = acts.filter(({ act }) => act['kind'] === 'number.muted' || act['kind'] === 'number.unmuted');
  const isSince = (later: Acknowledged, one: Acknowledged): boolean => (later.station === one.station ? later.seq > one.seq : knew(later, one));
  return [...new Set(said.map(({ act }) => String(act['number'])))].flatMap((number) => {
    const ofNumber = said.filter(({ act }) => act['number'] === number);
    const last = ofNumber.filter((one) => !ofNumber.some((later) => isSince(later, one))).map(({ id }) => id);
    const { decided } = JSON.parse(view.tables['number']?.[number] ?? '{"decided":{"mute":[]}}') as { decided: { mute: { by: { eventId: string } }[] } };
    const held = decided.mute.map(({ by }) => by.eventId);
    return held.toSorted().join() === last.toSorted().join() ? [] : [`I3: ${view.station} holds ${held.join()} of the ring of ${number}, and ${last.join()} was said last`];
  });
}

/** A caller is the first seat's that answered, until a person says otherwise. */
function wrongAnswers(view: StationView, acts: readonly Acknowledged[]): string[] {
  return Object.entries(view.tables['call'] ?? {}).flatMap(([call, body]) => {
    const answers = acts.filter(({ act }) => act['kind'] === 'call.answered' && act['callId'] === call);
    const isChosen = acts.some(({ act }) => act['kind'] === 'conflict.resolved' && act['entity'] === `call:${call}` && act['rule'] === 'call-answered-twice');
    if (isChosen || answers.some(({ act }) => act['takesOver'] === true)) return [];
    const first = answers.toSorted((one, other) => (one.hlc < other.hlc ? -1 : 1))[0]?.actor ?? null;
    const { answeredBy } = JSON.parse(body) as { answeredBy: string | null };
    return answeredBy === first ? [] : [`I5: ${call} is ${answeredBy ?? 'nobody'}'s at ${view.station}, and ${first ?? 'nobody'} answered first`];
  });
}
