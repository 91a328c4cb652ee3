import { z } from 'zod';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { capabilities } from '#domain/dispatch/run-card.ts';
import { fenceKinds } from '#domain/geofences/fence.ts';
import { incidentTypes, priorities } from '#domain/incidents/incident.ts';
import { complaintLaneSchema, officeDaysSchema } from './records/complaint-records.ts';
import { name, topicLevel } from './profile-fields.ts';
import { pointSchema } from './records/place-records.ts';
import { sourceFault, sourceSchema } from './source-settings.ts';
import { unitKinds, unitStatuses } from '#domain/units/unit.ts';

const brokerSchema = z.strictObject({
  id: topicLevel,
  url: z.string().regex(/^(mqtt|mqtts|ws|wss):\/\/[^\s]+$/, 'mqtt://, mqtts://, ws:// or wss:// and a host'),
  user: z.string().optional(),
  /** Name under which the password is kept in the station's secrets; never the password itself. */
  passwordSecret: z.string().optional(),
  /** Files with the authority, client certificate and key, PEM. */
  authorityFile: z.string().optional(),
  certificateFile: z.string().optional(),
  keyFile: z.string().optional(),
});

const basePlaceSchema = z.strictObject({ name, latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) });

const unitSchema = z.strictObject({
  id: topicLevel,
  callSign: name,
  kind: z.enum(unitKinds),
  base: basePlaceSchema,
  talkgroup: z.int().positive().optional(),
  phone: z.string().max(40).optional(),
  devices: z.array(z.string().min(1).max(128)).default([]),
  /** Instead of what its kind usually can do. */
  capabilities: z.array(z.enum(capabilities)).optional(),
  /** It is a boat: it goes over water and nowhere else. */
  byWater: z.boolean().optional(),
  /** It rides where a car may not: paths, bollards. */
  byMotorcycle: z.boolean().optional(),
  /** Of a boat. */
  speedKmh: z.number().min(1).max(150).optional(),
  /** With fewer people than it needs it is shown and not proposed. */
  crew: z.strictObject({ present: z.int().min(0), needed: z.int().min(1) }).optional(),
});

const runCardSchema = z.strictObject({
  type: z.enum(incidentTypes),
  priorities: z.array(z.literal(priorities)).min(1),
  needs: z.array(
    z.strictObject({
      capability: z.enum(capabilities),
      count: z.int().min(1).max(20),
      within: z.strictObject({ minutes: z.number().positive(), km: z.number().positive() }).optional(),
      uselessAfterMinutes: z.number().positive().optional(),
    }),
  ),
  helps: z.array(z.enum(capabilities)).default([]),
  hospitalCare: z.literal([0, 2, 3]).default(0),
});

/** What crosses a wire is encrypted. */
function isSafeCentral(url: string): boolean {
  return url.startsWith('https://') || /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])([:/]|$)/.test(url);
}

/** A page of the console may open an unencrypted WebSocket to its own machine only. */
const sipProxy = z.string().regex(/^(wss:\/\/[^\s]+|ws:\/\/(127\.0\.0\.1|localhost|\[::1\])([:/][^\s]*)?)$/, 'wss:// and a host; ws:// is for this very machine only');
/** `passwordSecret` is the name under which the password is kept in the station's secrets. */
const sipUser = { user: z.string().regex(/^[A-Za-z0-9._+-]{1,64}$/, 'letters, digits and . _ + - only'), passwordSecret: name };

const sipSchema = z.strictObject({
  /** SIP servers in the order in which they are tried. */
  proxies: z.array(sipProxy).min(1).max(8),
  domain: z.string().regex(/^[A-Za-z0-9.-]{1,253}$/, 'a host name or address'),
  /** The account of the desktop seat of this station; browser seats have their own, at their operator. */
  ...sipUser,
  displayName: name.optional(),
  /** STUN and TURN servers, where seats and SIP server do not reach each other directly. */
  iceServers: z.array(z.string().regex(/^(stun|turn|turns):[^\s]+$/)).default([]),
  registerS: z.int().min(30).max(3600).default(120),
  /** PEM file with the authority that signed the SIP servers' certificates, where it is not a public one; the browser of a browser seat must trust it by itself. */
  authorityFile: z.string().optional(),
});

/** Recordings of calls. They are removed by age and size only once central has confirmed them. */
const recordingSettings = z.strictObject({
  isOn: z.boolean().default(true),
  keepDays: z.int().min(1).max(36_500).default(365),
  maxGB: z.number().min(0.1).max(100_000).default(100),
  /** Left free on the disk for everything else. */
  reserveGB: z.number().min(0.2).max(10_000).default(2),
  /** So much of what was fetched from central to be heard is kept for the next time. */
  fetchedGB: z.number().min(0).max(10_000).default(1),
});

const contactSchema = z.strictObject({ id: topicLevel, name, phone: z.string().max(40).optional() });
const corner = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

/**
 * The site profile: one JSON file that tells a station everything about its site. Later parts of the product add keys;
 * a key nobody knows is an error, because a misspelt one would be silently without effect.
 */
export const profileSchema = z
  .strictObject({
    /** `area`: corners (longitude, latitude) of what the site answers for, its sea included; a place outside is for a neighbour. */
    site: z.strictObject({
      id: topicLevel,
      name,
      number: z.string().max(20).default('112'),
      utcOffsetMinutes: z.int().default(420),
      area: z.array(corner).min(3).max(500).optional(),
    }),
    /** `supervisor`: whoever sits at this station is one. */
    station: z.strictObject({ id: topicLevel, name, operator: name.optional(), supervisor: z.boolean().optional() }),
    exercise: z.boolean().default(false),
    brokers: z.array(brokerSchema).default([]),
    sources: z.array(sourceSchema).default([]),
    units: z.array(unitSchema).default([]),
    /** Circles that units are seen to enter and leave, beside bases and the shipped places that are known well enough. */
    fences: z.array(z.strictObject({ id: topicLevel, kind: z.enum(fenceKinds), name, latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180), radiusM: z.number().min(50).max(20_000) })).default([]),
    /** What a type of incident asks for here; each stands before the shipped card of its type and priorities (`resources/dispatch/run-cards.json`). */
    runCards: z.array(runCardSchema).default([]),
    /** Radio id to unit, or to a name where the radio belongs to no unit; `post`: where such a radio stands. */
    radios: z.array(z.strictObject({ id: z.int().min(1).max(16_777_215), unit: topicLevel.optional(), name: name.optional(), post: basePlaceSchema.optional() })).default([]),
    /** `voice`: the talkgroup's conference or radio gateway at the SIP server, by which it is heard and spoken on. */
    talkgroups: z.array(z.strictObject({ id: z.int().positive(), name, voice: z.string().regex(/^[A-Za-z0-9.@:+*#_-]{1,120}$/).optional() })).default([]),
    /** No transmission from a console lasts longer, seconds. */
    maxTalkS: z.int().min(5).max(300).default(60),
    /** Status codes of the radios: what they suggest for the unit that sends them; a person confirms, unless it is `automatic`. */
    radioStatuses: z.array(z.strictObject({ code: z.int().min(0).max(65_535), status: z.enum(unitStatuses), automatic: z.boolean().default(false) })).default([]),
    agencies: z.array(contactSchema).default([]),
    /** Who acts on complaints and how fast, where it differs from `domain/complaints/lane.ts`; `holidays` are no working days. */
    complaints: officeDaysSchema.extend({ lanes: z.array(complaintLaneSchema).default([]) }).prefault({}),
    /** `seat`: where the neighbour's town is; the nearest is named first for a place outside the area. */
    neighbours: z.array(contactSchema.extend({ seat: pointSchema.optional() })).default([]),
    central: z
      .strictObject({
        /** https:// off this machine; http:// only to 127.0.0.1 or localhost. */
        url: z.url().refine(isSafeCentral, 'https:// and a host; http:// is for this very machine only'),
        /** PEM file with the authority that signed central's certificate, where it is not a public one. */
        authorityFile: z.string().optional(),
        /** File of the one-time code with which a new station enrols by itself. */
        enrolmentFile: z.string().optional(),
        /** File by which a new station is enrolled without a code; it is removed once it was taken up. */
        provisioningFile: z.string().optional(),
      })
      .optional(),
    /** Every station of the site, for the rights at its brokers; this one counts without being named. */
    stations: z.array(topicLevel).default([]),
    /** Programs and terminals at the brokers that are no stations: each may write what the named sources bring and read what its units are sent. */
    bridges: z.array(z.strictObject({ id: topicLevel, sources: z.array(topicLevel).default([]), units: z.array(topicLevel).default([]) })).default([]),
    /** AML over HTTPS at a headless station (`POST /aml`): for which source, and the secrets of its key and of the form's signature. */
    locationDoor: z.strictObject({ source: topicLevel, keySecret: name, hmacSecret: name.optional() }).optional(),
    /** Where recorders of radio calls bring their sound as they do to rdio-scanner (`POST /api/call-upload`): an address, and the secret of their key. */
    callUploads: z.strictObject({ listen: z.string().regex(/^[^\s/:]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/, 'HOST:PORT'), keySecret: name }).optional(),
    sip: sipSchema.optional(),
    recording: recordingSettings.default({ isOn: true, keepDays: 365, maxGB: 100, reserveGB: 2, fetchedGB: 1 }),
    /** Operators that may sign in through a browser; the token's SHA-256 in hex, never the token. */
    operators: z.array(z.strictObject({ name, tokenSha256: z.string().regex(/^[0-9a-f]{64}$/), supervisor: z.boolean().optional(), sip: z.strictObject(sipUser).optional() })).default([]),
  })
  .superRefine((profile, context) => {
    const brokers = new Set(profile.brokers.map((broker) => broker.id));
    profile.sources.forEach((source, index) => {
      const fault = sourceFault(source, brokers);
      if (fault !== null) context.addIssue({ code: 'custom', path: ['sources', index, ...fault.path], message: fault.message });
    });
    const units = new Set(profile.units.map((unit) => unit.id));
    profile.radios.forEach((radio, index) => {
      if (radio.unit !== undefined && !units.has(radio.unit)) {
        context.addIssue({ code: 'custom', path: ['radios', index, 'unit'], message: `no unit has the id "${radio.unit}"` });
      }
    });
    const sources = new Set(profile.sources.map((source) => source.id));
    profile.bridges.forEach((bridge, index) => {
      const stranger = bridge.sources.find((id) => !sources.has(id)) ?? bridge.units.find((id) => !units.has(id));
      if (stranger !== undefined) context.addIssue({ code: 'custom', path: ['bridges', index], message: `nothing has the id "${stranger}"` });
    });
    const agencies = new Set(profile.agencies.map((each) => each.id));
    profile.complaints.lanes.forEach(({ agencyId }, index) => {
      if (agencyId !== null && !agencies.has(agencyId)) context.addIssue({ code: 'custom', path: ['complaints', 'lanes', index, 'agencyId'], message: `no agency has the id "${agencyId}"` });
    });
    for (const [key, ids] of [
      ['bridges', [...new Set([profile.station.id, ...profile.stations]), ...profile.bridges.map((each) => each.id), 'central']],
      ['brokers', profile.brokers.map((each) => each.id)],
      ['sources', profile.sources.map((each) => each.id)],
      ['units', profile.units.map((each) => each.id)],
      ['complaints', profile.complaints.lanes.map((each): string => each.category)],
      ['radios', profile.radios.map((each) => String(each.id))],
    ] as const) {
      const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
      if (repeated !== undefined) context.addIssue({ code: 'custom', path: [key], message: `the id "${repeated}" stands twice` });
    }
    const devices = profile.units.flatMap((unit) => unit.devices);
    const repeatedDevice = devices.find((device, index) => devices.indexOf(device) !== index);
    if (repeatedDevice !== undefined) {
      context.addIssue({ code: 'custom', path: ['units'], message: `the device "${repeatedDevice}" belongs to two units` });
    }
  });

/** A checked profile, defaults filled in. */
export type Profile = z.output<typeof profileSchema>;
export type BrokerSettings = Profile['brokers'][number];
export type { SourceSettings } from './source-settings.ts';

/** Reads a profile from its text. Every fault is named with its place in the file. */
export function readProfile(text: string): Outcome<Profile> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return failure('profile-not-json', `The profile is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = profileSchema.safeParse(value);
  if (parsed.success) return success(parsed.data);
  const faults = parsed.error.issues.map((issue) => `${issue.path.map(String).join('.') || 'profile'}: ${issue.message}`);
  return failure('profile-invalid', `The profile has ${faults.length} fault(s): ${faults.join('; ')}`);
}
