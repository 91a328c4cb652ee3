import type { CallHistory, PastIncident } from '#contract/records/call-records.ts';
import { callerNumber } from '#domain/calls/caller-number.ts';
import type { Call } from '#domain/calls/call.ts';
import type { Complaint } from '#domain/complaints/complaint.ts';
import type { Incident } from '#domain/incidents/incident.ts';
import { distanceM } from '#domain/places/distance.ts';
import type { Coordinates } from '#domain/places/place.ts';
import type { CallStore } from './store.ts';

/** What the lists of incidents know; the newest of each kind, open ones first. */
export type IncidentLists = {
  read(incidentId: string): Incident | undefined;
  ofNumber(number: string, limit: number): readonly string[];
  /** Ids in the cells around a point, at most `limit` of each. */
  around(point: Coordinates, limit: number): readonly string[];
};

/** What a number has complained about and is under way, the newest first. */
export type ComplaintLists = { openOfNumber(number: string, limit: number): readonly Complaint[] };

const callsShown = 8;
const incidentsShown = 5;
const complaintsShown = 5;
const lookedAtPerCell = 20;
const nearbyM = 1_000;

/** A caller's past, from this station's database alone. Undefined when there is no such call. */
export function readHistory(
  { calls, incidents, complaints, whereIs }: { calls: CallStore; incidents: IncidentLists; complaints: ComplaintLists; whereIs: (call: Call) => Coordinates | null },
  callId: string,
  place: Coordinates | undefined,
  nowMs: number,
): CallHistory | undefined {
  const call = calls.readCall(callId);
  if (!call) return undefined;
  const number = callerNumber(call.caller);
  const count = number === null ? { calls: 0, abandoned: 0 } : calls.past.count(number, callId);
  const ofNumber = number === null ? [] : incidents.ofNumber(number, incidentsShown).flatMap((id) => incidents.read(id) ?? []);
  const point = place ?? whereIs(call) ?? pointOf(ofNumber.toSorted((left, right) => right.openedAtMs - left.openedAtMs)[0]);
  const shown = new Set(ofNumber.map(({ id }) => id));
  return {
    callId,
    standing: number === null ? null : calls.standing(number, callId, nowMs),
    earlier: count.calls,
    abandoned: count.abandoned,
    calls: (number === null ? [] : calls.past.newest(number, callId, callsShown)).flatMap((id) => {
      const past = calls.readCall(id);
      const claim = calls.readClaim(id) ?? null;
      const incidentNumber = claim?.incidentId == null ? null : (incidents.read(claim.incidentId)?.number ?? null);
      return past ? [{ callId: id, joinedAtMs: past.joinedAtMs, answered: past.answeredAtMs !== null, outcome: past.outcome, claim, incidentNumber }] : [];
    }),
    complaints: number === null ? [] : [...complaints.openOfNumber(number, complaintsShown)],
    ofNumber: ofNumber.map((incident) => pastIncident(incident, null)),
    nearby: point === null ? [] : nearest(incidents, point, shown),
  };
}

/** Nothing that the list of the number shows already. */
function nearest(incidents: IncidentLists, point: Coordinates, shown: ReadonlySet<string>): PastIncident[] {
  return incidents
    .around(point, lookedAtPerCell)
    .flatMap((id) => (shown.has(id) ? [] : (incidents.read(id) ?? [])))
    .map((incident) => pastIncident(incident, Math.round(distanceM(point, pointOf(incident) ?? point))))
    .filter(({ distanceM: metres }) => (metres ?? 0) <= nearbyM)
    .sort((left, right) => Number(right.status === 'open') - Number(left.status === 'open') || right.openedAtMs - left.openedAtMs)
    .slice(0, incidentsShown);
}

function pointOf(incident: Pick<Incident, 'place'> | undefined): Coordinates | null {
  const { latitude = null, longitude = null } = incident?.place ?? {};
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

function pastIncident({ id, number, status, type, priority, place, openedAtMs }: Incident, metres: number | null): PastIncident {
  return { id, number, status, type, priority, placeText: place.text, openedAtMs, distanceM: metres };
}
