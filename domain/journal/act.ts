import type { AlarmReason } from '../alarms/alarm.ts';
import type { FiledTransmission } from '../radio/filing.ts';
import type { Disposition, IncidentType, Priority } from '../incidents/incident.ts';
import type { Place } from '../places/place.ts';
import type { UnitStatus } from '../units/unit.ts';
import type { ComplaintCategory, ComplaintOutcome } from '../complaints/complaint.ts';
import type { CallBackOutcome, CallDisposition } from '../calls/call-disposition.ts';
import type { ObstacleReason, ObstacleTarget } from '../routes/obstacle.ts';
import type { ConflictRule } from '../conflicts/conflict.ts';
import type { SoundSource } from '../recordings/recording.ts';

/** Everything a person decides. The payload holds what was decided; who, when and where stand in the event around it. */
export type Act =
  | {
      readonly kind: 'incident.opened';
      readonly incidentId: string;
      readonly number: string;
      readonly type: IncidentType;
      readonly priority: Priority;
      readonly place: Place;
      readonly note: string;
      readonly callId: string | null;
      readonly callerNumber: string | null;
    }
  | {
      readonly kind: 'incident.changed';
      readonly incidentId: string;
      readonly type?: IncidentType;
      readonly priority?: Priority;
      readonly place?: Place;
    }
  | { readonly kind: 'incident.noted'; readonly incidentId: string; readonly text: string }
  | { readonly kind: 'incident.closed'; readonly incidentId: string; readonly disposition: Disposition }
  | { readonly kind: 'unit.assigned'; readonly incidentId: string; readonly unitId: string }
  | { readonly kind: 'unit.released'; readonly incidentId: string; readonly unitId: string }
  | {
      readonly kind: 'unit.status-set';
      readonly unitId: string;
      readonly status: UnitStatus;
      /** The incident the unit was on, so that its timeline shows the status. */
      readonly incidentId: string | null;
    }
  | {
      readonly kind: 'call.answered';
      readonly callId: string;
      /** The telephone system never confirmed the answer before this one: the claim passes on. */
      readonly takesOver?: true;
      /** The seat's own phone has the caller, whatever is heard of the telephone system. */
      readonly onPhone?: true;
    }
  | { readonly kind: 'call.linked'; readonly callId: string; readonly incidentId: string }
  | {
      /** A call is over without an incident. */
      readonly kind: 'call.closed';
      readonly callId: string;
      readonly disposition: CallDisposition;
      /** As it was known then; null when it was hidden. */
      readonly callerNumber: string | null;
    }
  | { readonly kind: 'call.called-back'; readonly callId: string; readonly outcome: CallBackOutcome }
  | {
      /** The ring of a number is not sounded for a while; its calls are shown and answered like any other. */
      readonly kind: 'number.muted';
      readonly number: string;
      /** Epoch milliseconds, at most two hours after the event. */
      readonly untilMs: number;
      readonly reason: string;
    }
  | { readonly kind: 'number.unmuted'; readonly number: string }
  | {
      /** A sea leg does not sail, or a road is closed or slow, until then or until somebody clears it. */
      readonly kind: 'obstacle.reported';
      readonly obstacleId: string;
      readonly target: ObstacleTarget;
      readonly speedPercent: number;
      readonly reason: ObstacleReason;
      readonly note: string;
      readonly untilMs: number | null;
    }
  | { readonly kind: 'obstacle.cleared'; readonly obstacleId: string }
  | {
      /** A name for a point that people here say, found at F2 from then on. */
      readonly kind: 'landmark.saved';
      readonly landmarkId: string;
      readonly name: string;
      readonly latitude: number;
      readonly longitude: number;
      readonly radiusM: number;
      readonly islandId: string | null;
      readonly islandName: string | null;
      /** The incident it was saved from. */
      readonly incidentId: string | null;
    }
  | { readonly kind: 'landmark.renamed'; readonly landmarkId: string; readonly name: string }
  | { readonly kind: 'landmark.withdrawn'; readonly landmarkId: string }
  /** The unit was told to get ready for the incident; it is not sent. */
  | { readonly kind: 'unit.pre-alerted'; readonly incidentId: string; readonly unitId: string }
  | {
      readonly kind: 'complaint.opened';
      readonly complaintId: string;
      /** The ticket as it was read out to the caller. */
      readonly number: string;
      readonly category: ComplaintCategory;
      readonly place: Place;
      readonly note: string;
      /** The agency that has it from the beginning; null while none is chosen. */
      readonly agencyId: string | null;
      /** Epoch milliseconds, promised by the lane that held then. */
      readonly dueAtMs: number;
      readonly callId: string | null;
      readonly callerNumber: string | null;
    }
  | { readonly kind: 'complaint.noted'; readonly complaintId: string; readonly text: string }
  | { readonly kind: 'complaint.assigned'; readonly complaintId: string; readonly agencyId: string }
  /** What the agency said about it. */
  | { readonly kind: 'complaint.answered'; readonly complaintId: string; readonly text: string }
  | { readonly kind: 'complaint.closed'; readonly complaintId: string; readonly outcome: ComplaintOutcome }
  | { readonly kind: 'complaint.reopened'; readonly complaintId: string; readonly reason: string }
  | {
      /** One more caller about the same matter, who got the same ticket. */
      readonly kind: 'complaint.joined';
      readonly complaintId: string;
      readonly callId: string | null;
      readonly callerNumber: string | null;
      readonly note: string;
    }
  /** It is an emergency: the incident was opened in the same transaction. */
  | { readonly kind: 'complaint.upgraded'; readonly complaintId: string; readonly incidentId: string; readonly ticket: string }
  | {
      /** A recording has ended; from now on its file has this very hash. */
      readonly kind: 'recording.kept';
      readonly recordingId: string;
      /** The phone that recorded it, and what. */
      readonly phone: string;
      readonly source: SoundSource;
      readonly mimeType: string;
      readonly channels: readonly string[];
      readonly callId: string | null;
      /** The incident of the call, where there was one by then. */
      readonly incidentId: string | null;
      readonly startedAtMs: number;
      readonly durationMs: number;
      readonly bytes: number;
      /** Of the whole file, hex. */
      readonly sha256: string;
      readonly endedBy: 'finished' | 'fault';
    }
  | { readonly kind: 'alarm.acknowledged'; readonly alarmId: string }
  | { readonly kind: 'alarm.closed'; readonly alarmId: string; readonly reason: AlarmReason }
  | {
      /** Who carries a radio. Both null: as the profile has it. */
      readonly kind: 'radio.named';
      readonly radioId: number;
      readonly name: string | null;
      readonly unitId: string | null;
    }
  | {
      /** Where a crew said it is; the place has a point. `incidentId`: the one it was on then. */
      readonly kind: 'unit.position-spoken';
      readonly unitId: string;
      readonly incidentId: string | null;
      readonly place: Place;
    }
  | { readonly kind: 'transmission.filed'; readonly transmissionId: string; readonly incidentId: string; readonly heard: FiledTransmission }
  | { readonly kind: 'transmission.taken-out'; readonly transmissionId: string; readonly incidentId: string }
  | {
      /** A person chose between decisions that contradict each other; see `domain/conflicts`. */
      readonly kind: 'conflict.resolved';
      readonly entity: EntityReference;
      readonly rule: ConflictRule;
      /** The event whose decision holds from now on. */
      readonly chosenEventId: string;
      /** The value of that decision, where it is one: it holds also when a seat apart put another in its place meanwhile. */
      readonly chosen?: ChosenValue;
      /** The incidents concerned, in whose timelines the choice is shown. */
      readonly incidentIds: readonly string[];
    };

/** What was chosen between values: of the rule's kind. */
export type ChosenValue = {
  readonly type?: IncidentType;
  readonly priority?: Priority;
  readonly place?: Place;
  readonly disposition?: Disposition;
  readonly status?: UnitStatus;
  readonly incidentId?: string;
  readonly answer?: CallAnswer;
  readonly callDisposition?: CallDisposition;
  readonly agencyId?: string;
  readonly outcome?: ComplaintOutcome;
};

/** The seat that took a call, and when; `onPhone` once its own phone has the caller. */
export type CallAnswer = { readonly operator: string; readonly station: string; readonly atMs: number; readonly onPhone?: true };

/** An act as it stands in the journal. `hash` covers everything else and the hash before it. */
export type JournalEvent = {
  /** UUIDv7. */
  readonly id: string;
  readonly station: string;
  /** Counts this station's events from 1 without gaps. */
  readonly seq: number;
  /** Hybrid logical clock, sortable as text. */
  readonly hlc: string;
  readonly atMs: number;
  readonly actor: string;
  /**
   * What the station knew when this was decided: for each other station that had touched one of the same entities, the newest
   * of its running numbers on them. Left out when there was none. `saw` reads it.
   */
  readonly seen?: Readonly<Record<string, number>>;
  /** Since when the station had had no contact with central, epoch milliseconds; left out while it had. */
  readonly aloneSinceMs?: number;
  readonly act: Act;
  readonly previousHash: string;
  readonly hash: string;
};

/** Where an event shows: every entity whose folded state it may change, as `kind:id`. */
export type EntityReference =
  | `incident:${string}`
  | `unit:${string}`
  | `call:${string}`
  | `alarm:${string}`
  | `number:${string}`
  | `obstacle:${string}`
  | `landmark:${string}`
  | `complaint:${string}`
  | `closing:${string}`
  | `radio:${string}`
  | `filing:${string}`
  | `spoken:${string}`;

export function entitiesTouched(act: Act): readonly EntityReference[] {
  switch (act.kind) {
    case 'incident.opened':
      return act.callId === null ? [`incident:${act.incidentId}`] : [`incident:${act.incidentId}`, `call:${act.callId}`];
    case 'incident.changed':
    case 'incident.noted':
    case 'incident.closed':
      return [`incident:${act.incidentId}`];
    case 'unit.pre-alerted':
    case 'unit.assigned':
    case 'unit.released':
      return [`incident:${act.incidentId}`, `unit:${act.unitId}`];
    case 'unit.status-set':
      return act.incidentId === null ? [`unit:${act.unitId}`] : [`unit:${act.unitId}`, `incident:${act.incidentId}`];
    case 'call.answered':
    case 'call.closed':
    case 'call.called-back':
      return [`call:${act.callId}`];
    case 'call.linked':
      return [`call:${act.callId}`, `incident:${act.incidentId}`];
    case 'number.muted':
    case 'number.unmuted':
      return [`number:${act.number}`];
    case 'obstacle.reported':
    case 'obstacle.cleared':
      return [`obstacle:${act.obstacleId}`];
    case 'landmark.saved':
    case 'landmark.renamed':
    case 'landmark.withdrawn':
      return [`landmark:${act.landmarkId}`];
    case 'complaint.opened':
    case 'complaint.joined':
      return act.callId === null ? [`complaint:${act.complaintId}`] : [`complaint:${act.complaintId}`, `call:${act.callId}`];
    case 'complaint.noted':
    case 'complaint.assigned':
    case 'complaint.answered':
    case 'complaint.closed':
    case 'complaint.reopened':
      return [`complaint:${act.complaintId}`];
    case 'complaint.upgraded':
      return [`complaint:${act.complaintId}`, `incident:${act.incidentId}`];
    case 'recording.kept':
      return [...(act.callId === null ? [] : [`call:${act.callId}` as const]), ...(act.incidentId === null ? [] : [`incident:${act.incidentId}` as const])];
    case 'alarm.acknowledged':
      return [`alarm:${act.alarmId}`];
    case 'alarm.closed':
      return [`closing:${act.alarmId}`];
    case 'radio.named':
      return [`radio:${act.radioId}`];
    case 'unit.position-spoken':
      return act.incidentId === null ? [`spoken:${act.unitId}`] : [`spoken:${act.unitId}`, `incident:${act.incidentId}`];
    case 'transmission.filed':
    case 'transmission.taken-out':
      return [`filing:${act.transmissionId}`, `incident:${act.incidentId}`];
    case 'conflict.resolved':
      return [...new Set([act.entity, ...act.incidentIds.map((id): EntityReference => `incident:${id}`)])];
  }
}
