import { z } from 'zod';
import { name, topic, topicFilter, topicLevel } from './profile-fields.ts';

const sourceCommon = {
  id: topicLevel,
  broker: topicLevel,
  label: name.optional(),
  /** Silence after which the source counts as late. */
  lateAfterS: z.number().positive().max(86_400).optional(),
};

/** Where a program is asked over HTTP; the way to what is asked is added. */
const askedAt = z.string().max(250).regex(/^https?:\/\/[^\s@/?#]+(\/[^\s@?#]*)?$/, 'http:// or https:// and a host, without user, password and question');
/** `url`: asked there once a second. `authorityFile`: the authority that signed its certificate, PEM, where it is not a public one. */
const asked = { broker: topicLevel.optional(), authorityFile: z.string().optional() };

export const sourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...sourceCommon,
    kind: z.literal('telephony'),
    /** The bridge whose link and beat speak for this source; without it every producer of the site does. */
    producer: topicLevel.optional(),
  }),
  z.strictObject({
    ...sourceCommon,
    kind: z.literal('mmdvm'),
    /** The host's MQTT name: topics are NAME/json. */
    name: topic,
    /** The modes that the site's radios speak; in another the host is deaf to them. */
    modes: z.array(z.enum(['DMR', 'D-Star', 'YSF', 'P25', 'NXDN', 'FM'])).min(1).default(['DMR']),
    /** Longest over before it is closed as stale, the host's own timeout. */
    timeoutS: z.number().positive().max(3600).default(180),
    /** Ask the host on NAME/command whether it is there when it was silent for 20 s. It has no heartbeat of its own. */
    probe: z.boolean().default(true),
  }),
  z.strictObject({ ...sourceCommon, kind: z.literal('dmrgateway'), name: topic }),
  z.strictObject({
    ...sourceCommon,
    kind: z.literal('trunk-recorder'),
    topic,
    /** The plugin's `unit_topic`: what single radios do, one level per system below it. */
    unitTopic: topic.optional(),
  }),
  /** ADN DMR Peer Server: `prefix` is its TOPIC_PREFIX, by default adn/SERVER_ID. */
  z.strictObject({ ...sourceCommon, kind: z.literal('adn'), prefix: topic }),
  /** HBlink3 and FreeDMR: events of their report port, which a bridge puts on a broker. Without a topic, cc112/v1/SITE/radio/hblink3. */
  z.strictObject({ ...sourceCommon, kind: z.literal('hblink3'), topic: topic.optional() }),
  /** HBlink4: it connects to `listen` and tells its events there, or a bridge puts them on a broker, one topic per type. */
  z.strictObject({
    ...sourceCommon,
    broker: topicLevel.optional(),
    kind: z.literal('hblink4'),
    topic: topic.optional(),
    listen: z
      .string()
      .regex(/^(tcp:\/\/[^\s/]+:\d{1,5}|unix:\/[^\0]{1,100})$/, 'tcp://HOST:PORT or unix:/PATH')
      .optional(),
  }),
  /** dvmhost of the DVM Project: a `host` has channels and overs, an `fne` the peers that are logged in to it. */
  z.strictObject({
    ...sourceCommon,
    ...asked,
    kind: z.literal('dvmhost'),
    url: askedAt,
    /** Name under which the password of its REST API is kept in the station's secrets. */
    passwordSecret: name,
    program: z.enum(['host', 'fne']).default('host'),
    /** The modes that the site's radios speak; in another the host is deaf to them. */
    modes: z.array(z.enum(['DMR', 'P25', 'NXDN'])).min(1).default(['DMR', 'P25', 'NXDN']),
    /** Peers that have to be logged in at the FNE. */
    peers: z.array(z.int().min(1).max(4_294_967_295)).default([]),
  }),
  /** svxlink: an SvxReflector asked at `url`, or the lines of STATE_PTY that a bridge puts on a broker. */
  z.strictObject({
    ...sourceCommon,
    ...asked,
    kind: z.literal('svxlink'),
    url: askedAt.optional(),
    /** Nodes that have to be logged in at the reflector. */
    nodes: z.array(z.string().min(1).max(32)).default([]),
    /** Topic of the bridge; without one, cc112/v1/SITE/radio/svxlink. */
    topic: topic.optional(),
    /** The talkgroup that stands for the analogue channel; the lines name none. */
    talkgroup: z.int().positive().max(4_294_967_295).optional(),
    /** What shows that somebody speaks: an open receiver, or, where no receiver is told of, the transmitter, which also sends tones and its name. */
    overs: z.enum(['receivers', 'transmitter']).default('receivers'),
  }),
  /** What a bridge makes of radios' texts, status codes and positions. Without a topic, cc112/v1/SITE/radio/ht/#. */
  z.strictObject({ ...sourceCommon, kind: z.literal('ht-data'), topic: topicFilter.optional() }),
  z.strictObject({ ...sourceCommon, kind: z.literal('owntracks'), topic: topicFilter.default('owntracks/#') }),
  /** A bridge of gpsd: the last level of the topic is the device. */
  z.strictObject({ ...sourceCommon, kind: z.literal('gpsd'), topic: topicFilter.default('gpsd/+') }),
  /** Packets of amateur radio as aprslib reads them; the device is the callsign. */
  z.strictObject({ ...sourceCommon, kind: z.literal('aprs'), topic: topicFilter.default('aprs/#') }),
  /** Positions of callers: AML, PIDF-LO, or the telephony contract's own form. Without a topic, that of the contract. */
  z.strictObject({ ...sourceCommon, kind: z.literal('caller-location'), topic: topicFilter.optional() }),
  z.strictObject({
    ...sourceCommon,
    kind: z.literal('traccar'),
    topic: topic.default('positions'),
    eventTopic: topic.optional(),
  }),
]);

export type SourceSettings = z.output<typeof sourceSchema>;

/** What is wrong between a source and the rest of the profile. */
export function sourceFault(source: SourceSettings, brokers: ReadonlySet<string>): { readonly path: readonly string[]; readonly message: string } | null {
  const { broker } = source;
  if ((source.kind === 'dvmhost' || source.kind === 'svxlink') && source.url !== undefined) {
    if (broker !== undefined) return { path: ['broker'], message: 'it is asked at its address and has no broker' };
    if (source.kind === 'svxlink' && (source.topic !== undefined || source.talkgroup !== undefined)) return { path: [], message: 'a reflector has no topic and names the talkgroups itself' };
    return null;
  }
  if (broker === undefined) {
    if (source.kind === 'svxlink') return { path: [], message: 'neither a broker nor the address of a reflector' };
    return source.kind === 'hblink4' && source.listen !== undefined ? null : { path: [], message: 'neither a broker nor an address to listen at' };
  }
  return brokers.has(broker) ? null : { path: ['broker'], message: `no broker has the id "${broker}"` };
}
