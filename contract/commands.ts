import { z } from 'zod';
import { alarmReasons } from '#domain/alarms/alarm.ts';
import { callBackOutcomes, callDispositions } from '#domain/calls/call-disposition.ts';
import { complaintCategories, complaintOutcomes } from '#domain/complaints/complaint.ts';
import { dispositions, incidentTypes, priorities } from '#domain/incidents/incident.ts';
import { obstacleReasons } from '#domain/routes/obstacle.ts';
import { vesselClasses } from '#domain/routes/sea-legs.ts';
import { unitStatuses } from '#domain/units/unit.ts';
import { callCountsSchema, callHistorySchema, callSchema } from './records/call-records.ts';
import { complaintSchema } from './records/complaint-records.ts';
import { incidentSchema } from './records/incident-records.ts';
import { mapOfStationSchema } from './records/map-records.ts';
import { lineEventSchema, lineSchema, phoneStatusSchema, sipAccountSchema } from './records/phone-records.ts';
import { landmarkName } from './records/landmark-records.ts';
import { placeSchema, placeSuggestionSchema, pointSchema } from './records/place-records.ts';
import { phoneOrders } from './records/phone-orders.ts';
import { quarantineSampleSchema, sourceCountSchema } from './records/quarantine-records.ts';
import { fenceSchema, fenceVisitSchema } from './records/fence-records.ts';
import { filedTransmissionSchema, soundSchema } from './records/radio-records.ts';
import { foundRouteSchema, obstacleTargetSchema } from './records/route-records.ts';
import { recordingCommands } from './records/recording-records.ts';
import { recommendationSchema } from './records/recommendation-records.ts';
import { doctorReportSchema, stationDescriptionSchema } from './records/station-records.ts';
import { fixRecordSchema, unitPositionSchema } from './records/unit-records.ts';

const id = z.string().min(1).max(128);
const transmissionId = z.string().min(1).max(300);
const callerNumberText = z.string().min(1).max(64);
const nothing = z.strictObject({});
const text = z.string().max(4000);

/**
 * Every question a window, a tool or a test may ask of core. `act` commands write to the journal: their answer means
 * "on disk", and asking again with the same request id gives the same answer without a second effect.
 */
export const commands = {
  'station.describe': { act: false, input: nothing, output: stationDescriptionSchema },
  'doctor.check': { act: false, input: nothing, output: doctorReportSchema },

  'call.answer': { act: true, input: z.strictObject({ callId: id }), output: z.strictObject({ callId: id }) },
  /** Closes a call as no emergency. Refused while an incident stands that was opened from it. */
  'call.close': { act: true, input: z.strictObject({ callId: id, disposition: z.enum(callDispositions) }), output: nothing },
  /** Keeps what became of an attempt to call somebody back. */
  'call.call-back': { act: true, input: z.strictObject({ callId: id, outcome: z.enum(callBackOutcomes) }), output: nothing },
  'call.history': {
    act: false,
    input: z.strictObject({
      callId: id,
      /** What has been found out of the place so far. */
      place: pointSchema.optional(),
    }),
    output: callHistorySchema,
  },
  /** Of the calls that ended in a period of 31 days at most: a shift, a day, a month. */
  'call.counts': {
    act: false,
    input: z.strictObject({ fromMs: z.int(), untilMs: z.int() }).refine(({ fromMs, untilMs }) => fromMs <= untilMs && untilMs - fromMs <= 31 * 86_400_000, 'a period of 31 days at most'),
    output: callCountsSchema,
  },
  /** A supervisor silences the ring of a number, two hours at most. Its calls are shown and answered like any other. */
  'number.mute': {
    act: true,
    input: z.strictObject({ number: callerNumberText, minutes: z.int().min(1).max(120), reason: z.string().min(1).max(200) }),
    output: nothing,
  },
  /** Anybody may let a number ring again. */
  'number.unmute': { act: true, input: z.strictObject({ number: callerNumberText }), output: nothing },
  'call.find': { act: false, input: z.strictObject({ callId: id }), output: callSchema.nullable() },

  'incident.open': {
    act: true,
    input: z.strictObject({
      type: z.enum(incidentTypes),
      priority: z.literal(priorities),
      place: placeSchema,
      note: text,
      callId: id.nullable(),
    }),
    output: z.strictObject({ incidentId: id, number: z.string() }),
  },
  'incident.change': {
    act: true,
    input: z.strictObject({
      incidentId: id,
      type: z.enum(incidentTypes).optional(),
      priority: z.literal(priorities).optional(),
      place: placeSchema.optional(),
    }),
    output: nothing,
  },
  'incident.note': { act: true, input: z.strictObject({ incidentId: id, text: text.min(1) }), output: nothing },
  'incident.close': {
    act: true,
    input: z.strictObject({ incidentId: id, disposition: z.enum(dispositions) }),
    output: nothing,
  },
  'incident.find': { act: false, input: z.strictObject({ incidentId: id }), output: incidentSchema.nullable() },

  /** Its `number` is the ticket to read out to the caller, on disk when it is answered. */
  'complaint.open': {
    act: true,
    input: z.strictObject({ category: z.enum(complaintCategories), place: placeSchema, note: text, agencyId: id.nullable(), callId: id.nullable() }),
    output: z.strictObject({ complaintId: id, number: z.string() }),
  },
  'complaint.note': { act: true, input: z.strictObject({ complaintId: id, text: text.min(1) }), output: nothing },
  'complaint.assign': { act: true, input: z.strictObject({ complaintId: id, agencyId: id }), output: nothing },
  /** What the agency said it did. */
  'complaint.answer': { act: true, input: z.strictObject({ complaintId: id, text: text.min(1) }), output: nothing },
  'complaint.close': { act: true, input: z.strictObject({ complaintId: id, outcome: z.enum(complaintOutcomes) }), output: nothing },
  'complaint.reopen': { act: true, input: z.strictObject({ complaintId: id, reason: text }), output: nothing },
  /** One more caller about the same matter: they get the same ticket. */
  'complaint.join': { act: true, input: z.strictObject({ complaintId: id, callId: id.nullable(), note: text }), output: z.strictObject({ number: z.string() }) },
  /** Makes an incident of it, with its place, caller and call; `callId` where another call says that it is an emergency. */
  'complaint.upgrade': {
    act: true,
    input: z.strictObject({ complaintId: id, type: z.enum(incidentTypes), priority: z.literal(priorities), callId: id.nullable() }),
    output: z.strictObject({ incidentId: id, number: z.string() }),
  },
  /** By the ticket as a caller says it, or by its id. */
  'complaint.find': {
    act: false,
    input: z.union([z.strictObject({ number: z.string().min(1).max(160) }), z.strictObject({ complaintId: id })]),
    output: complaintSchema.nullable(),
  },

  'dispatch.recommend': { act: false, input: z.strictObject({ incidentId: id }), output: recommendationSchema },
  'dispatch.send': {
    act: true,
    input: z.strictObject({ incidentId: id, unitId: id }),
    output: z.strictObject({ messageId: id }),
  },
  /** Tells a unit to get ready, without sending it. */
  'dispatch.pre-alert': { act: true, input: z.strictObject({ incidentId: id, unitId: id }), output: z.strictObject({ messageId: id }) },
  /** Circles around hospitals, bases, piers and posts. */
  'fence.list': { act: false, input: nothing, output: z.array(fenceSchema) },
  /** The fences a unit came into during the last day, the newest first. */
  'fence.visits': { act: false, input: z.strictObject({ unitId: id }), output: z.array(fenceVisitSchema) },
  /** The way of one unit to an incident as it is now. */
  'route.find': { act: false, input: z.strictObject({ incidentId: id, unitId: id }), output: foundRouteSchema },
  'route.sea-legs': {
    act: false,
    input: nothing,
    output: z.array(z.strictObject({ id, from: z.string(), to: z.string(), vessel: z.enum(vesselClasses), minutes: z.number(), waveLimitM: z.number() })),
  },
  /** A sea leg does not sail, or the roads within a circle are closed (`speedPercent` 0) or slow. */
  'obstacle.report': {
    act: true,
    input: z.strictObject({
      target: obstacleTargetSchema,
      speedPercent: z.number().min(0).max(100).default(0),
      reason: z.enum(obstacleReasons),
      note: text.max(400).default(''),
      /** Null: until somebody clears it. */
      untilMs: z.int().nullable(),
    }),
    output: z.strictObject({ obstacleId: id }),
  },
  'obstacle.clear': { act: true, input: z.strictObject({ obstacleId: id }), output: nothing },
  'dispatch.release': { act: true, input: z.strictObject({ incidentId: id, unitId: id }), output: nothing },
  /** Where a crew said it is on the radio. Failures: `no-unit`, `no-point`. */
  'unit.speak-position': { act: true, input: z.strictObject({ unitId: id, place: placeSchema }), output: nothing },
  'unit.set-status': { act: true, input: z.strictObject({ unitId: id, status: z.enum(unitStatuses) }), output: nothing },

  /** The key is pressed: asks for the floor of a talkgroup. `press` is a name never used before; `over` speaks over a radio that is heard. */
  'radio.talk': {
    act: false,
    input: z.strictObject({ talkgroup: z.int().positive(), press: id, over: z.boolean().default(false) }),
    output: z.strictObject({ untilMs: z.int() }),
  },
  /** The key is still held; wanted at least every half second, or the microphone closes. */
  'radio.keep-talking': { act: false, input: z.strictObject({ press: id }), output: nothing },
  'radio.stop-talking': { act: false, input: z.strictObject({ press: id }), output: nothing },

  /** A person in danger is closed with a reason, acknowledged before or not. */
  'alarm.close': { act: true, input: z.strictObject({ alarmId: id, reason: z.enum(alarmReasons) }), output: nothing },
  /** Who carries a radio; both null: as the profile has it. */
  'radio.name': {
    act: true,
    input: z.strictObject({ radioId: z.int().min(1).max(16_777_215), name: z.string().min(1).max(64).nullable(), unitId: id.nullable() }),
    output: nothing,
  },
  /** Puts a transmission into the timeline of an incident, and takes it out of the one where somebody had put it. */
  'transmission.file': { act: true, input: z.strictObject({ transmissionId, incidentId: id }), output: nothing },
  'transmission.take-out': { act: true, input: z.strictObject({ transmissionId, incidentId: id }), output: nothing },
  /** What an incident's units transmitted while they were on it, and what was filed there; oldest first, the newest 300. */
  /** In which recording a transmission is heard. */
  'transmission.sound': { act: false, input: z.strictObject({ transmissionId }), output: z.strictObject({ sound: soundSchema }) },
  'incident.transmissions': { act: false, input: z.strictObject({ incidentId: id }), output: z.array(filedTransmissionSchema) },
  'alarm.acknowledge': { act: true, input: z.strictObject({ alarmId: id }), output: nothing },

  /** Settles a conflict: the chosen event's decision holds. Asked about one that is settled already, it changes nothing. */
  'conflict.resolve': { act: true, input: z.strictObject({ conflictId: z.string().min(1).max(300), chosenEventId: id }), output: nothing },

  /** The fixes of a unit, drawn or not and why, of a day at most; the newest first. `isCut`: there are more than `limit`. */
  'position.fixes': {
    act: false,
    input: z
      .strictObject({ unitId: id, fromMs: z.int(), untilMs: z.int(), limit: z.int().min(1).max(5_000).default(2_000) })
      .refine(({ fromMs, untilMs }) => fromMs <= untilMs && untilMs - fromMs <= 86_400_000, 'a day at most'),
    output: z.strictObject({ fixes: z.array(fixRecordSchema), isCut: z.boolean() }),
  },
  /** Where every unit was at a moment, by all that is known now. A unit of which nothing is known of the day before it is left out. */
  'position.at': { act: false, input: z.strictObject({ atMs: z.int().min(0) }), output: z.array(unitPositionSchema) },

  'map.pack': { act: false, input: nothing, output: mapOfStationSchema },

  /** Keeps a point under a name that F2 finds at every seat; one that is known there already is answered with its id. */
  'landmark.save': {
    act: true,
    input: pointSchema.extend({ name: landmarkName, radiusM: z.number().min(0).max(1_000_000), incidentId: id.nullable() }),
    output: z.strictObject({ landmarkId: id }),
  },
  'landmark.rename': { act: true, input: z.strictObject({ landmarkId: id, name: landmarkName }), output: nothing },
  'landmark.withdraw': { act: true, input: z.strictObject({ landmarkId: id }), output: nothing },
  /** `near`: where the caller is believed to be, or what was spoken of last. */
  'place.search': {
    act: false,
    input: z.strictObject({ text: z.string().max(200), limit: z.int().min(1).max(50).default(8), near: pointSchema.nullable().default(null) }),
    output: z.array(placeSuggestionSchema),
  },
  'place.locate': {
    act: false,
    input: pointSchema,
    output: z.strictObject({ islandId: id.nullable(), islandName: z.string().nullable() }),
  },

  /** Workstation scope: what is half typed at a seat. Kept in core so that no window crash loses it. */
  'draft.save': {
    act: false,
    input: z.strictObject({ draft: id, body: z.record(z.string().max(64), z.unknown()), savedAtMs: z.int() }),
    output: nothing,
  },
  'draft.load': {
    act: false,
    input: z.strictObject({ draft: id }),
    output: z.strictObject({ body: z.record(z.string(), z.unknown()), savedAtMs: z.int() }).nullable(),
  },

  ...phoneOrders,
  /** The record of this station's lines, newest first; of one call of the queue where `callId` is given. */
  'phone.lines': { act: false, input: z.strictObject({ callId: id.optional(), limit: z.int().min(1).max(200).default(50) }), output: z.array(lineSchema) },
  /**
   * A phone host begins; `host` is a name it never used before. The one before it is dismissed. A seat to which the profile gives no SIP account hosts its
   * sound alone, as `sound`; both are null while the password is missing. The commands of a host are refused to everybody else.
   */
  'phone.begin': { act: false, input: z.strictObject({ host: id }), output: z.strictObject({ account: sipAccountSchema.nullable(), sound: id.nullable() }) },
  /** What happened on the host's lines, oldest first, and how it is now. The answer means that the events are on disk. */
  'phone.report': {
    act: false,
    input: z.strictObject({ host: id, events: z.array(lineEventSchema).max(200), status: phoneStatusSchema }),
    output: nothing,
  },
  'phone.order-done': {
    act: false,
    input: z.strictObject({ host: id, orderId: id, refusal: z.strictObject({ code: z.string().max(64), sentence: text }).nullable() }),
    output: nothing,
  },

  ...recordingCommands,

  /** Every message of a source stands in exactly one of its counts. */
  'source.counts': { act: false, input: nothing, output: z.array(sourceCountSchema) },
  'quarantine.samples': {
    act: false,
    input: z.strictObject({ sourceId: id, limit: z.int().min(1).max(100).default(20) }),
    output: z.array(quarantineSampleSchema),
  },
} as const satisfies Record<string, { act: boolean; input: z.ZodType; output: z.ZodType }>;

export type CommandName = keyof typeof commands;
/** What a caller writes (defaults may be left out). */
export type CommandInput<Name extends CommandName> = z.input<(typeof commands)[Name]['input']>;
/** What a handler receives. */
export type ParsedInput<Name extends CommandName> = z.output<(typeof commands)[Name]['input']>;
export type CommandOutput<Name extends CommandName> = z.output<(typeof commands)[Name]['output']>;

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}
