import { readProfile, type Profile } from '#contract/profile.ts';

/** A site with two seats, a telephone bridge, a radio host, a tracking gateway, one unit's phone and a recorder. */
export function tableProfile(port: number): Profile {
  const read = readProfile(
    JSON.stringify({
      site: { id: 'sumenep', name: 'Sumenep' },
      station: { id: 'S1', name: 'Posisi 1' },
      stations: ['S1', 'S2'],
      brokers: [{ id: 'site', url: `mqtts://127.0.0.1:${port}` }],
      sources: [
        { id: 'phone', kind: 'telephony', broker: 'site' },
        { id: 'radio', kind: 'mmdvm', broker: 'site', name: 'mmdvm' },
        { id: 'tracks', kind: 'owntracks', broker: 'site' },
        { id: 'gps', kind: 'traccar', broker: 'site', eventTopic: 'positions/events' },
        { id: 'cars', kind: 'gpsd', broker: 'site' },
        { id: 'aprs', kind: 'aprs', broker: 'site' },
        { id: 'trunk', kind: 'trunk-recorder', broker: 'site', topic: 'trunk' },
      ],
      units: [
        { id: 'p01', callSign: 'P01', kind: 'ambulance', base: { name: 'Lenteng', latitude: -7.05, longitude: 113.8 }, devices: ['crew/p01', 'p01'] },
        { id: 'p02', callSign: 'P02', kind: 'ambulance', base: { name: 'Saronggi', latitude: -7.1, longitude: 113.9 }, devices: ['crew/p02', 'p02'] },
      ],
      bridges: [
        { id: 'pbx', sources: ['phone'] },
        { id: 'hotspot', sources: ['radio'] },
        { id: 'tracking', sources: ['gps', 'aprs'] },
        { id: 'recorder', sources: ['trunk'] },
        { id: 'phone-p01', sources: ['tracks', 'cars'], units: ['p01'] },
      ],
    }),
  );
  if (!read.ok) throw new Error(read.sentence);
  return read.value;
}

const site = 'cc112/v1/sumenep';
type Topics = readonly (readonly [user: string, topic: string])[];

/** Who may write where. */
export const allowedWrites: Topics = [
  ['S1', `${site}/acts/S1`],
  ['S2', `${site}/acts/S2`],
  ['S1', `${site}/tel/cmd/S1`],
  ['S2', `${site}/tel/cmd/S2`],
  ['S1', `${site}/units/p01/assignment`],
  ['S2', `${site}/units/p02/assignment`],
  ['S1', 'mmdvm/command'],
  ['pbx', `${site}/tel/calls/c1/event`],
  ['pbx', `${site}/tel/calls/c1/state`],
  ['pbx', `${site}/tel/queues/q1/state`],
  ['pbx', `${site}/tel/agents/a1/state`],
  ['pbx', `${site}/link/pbx`],
  ['pbx', `${site}/tel/reply/S1`],
  ['pbx', `${site}/beat/pbx`],
  ['hotspot', 'mmdvm/json'],
  ['hotspot', 'mmdvm/response'],
  ['tracking', 'positions'],
  ['tracking', 'positions/events'],
  ['recorder', 'trunk/call_start'],
  ['phone-p01', 'owntracks/crew/p01'],
  ['phone-p01', 'owntracks/crew/p01/event'],
  ['phone-p01', 'gpsd/p01'],
  ['tracking', 'aprs/packets'],
  ['central', `${site}/sync/more`],
];

/** Who may not write where: acts, orders, beats and places of somebody else, other sites, other versions, the broker's own topics. */
export const deniedWrites: Topics = [
  ['S1', `${site}/acts/S2`],
  ['S2', `${site}/acts/S1`],
  ['S1', `${site}/acts/S1/x`],
  ['S1', `${site}/acts`],
  ['S1', `${site}/acts/S3`],
  ['S1', `${site}/tel/cmd/S2`],
  ['S2', `${site}/tel/cmd/S1`],
  ['S1', `${site}/units/p99/assignment`],
  ['S1', `${site}/units/p01/assignment/x`],
  ['S1', `${site}/tel/calls/c1/event`],
  ['S1', `${site}/tel/queues/q1/state`],
  ['S1', `${site}/tel/reply/S1`],
  ['S1', `${site}/link/pbx`],
  ['S1', `${site}/beat/pbx`],
  ['S1', `${site}/sync/more`],
  ['S1', 'mmdvm/json'],
  ['S1', 'positions'],
  ['S1', 'owntracks/crew/p01'],
  ['S1', 'cc112/v1/pamekasan/acts/S1'],
  ['S1', 'cc112/v2/sumenep/acts/S1'],
  ['S1', '$SYS/broker/uptime'],
  ['S1', 'anything'],
  ['pbx', `${site}/acts/S1`],
  ['pbx', `${site}/acts/pbx`],
  ['pbx', `${site}/tel/cmd/S1`],
  ['pbx', `${site}/beat/other`],
  ['pbx', `${site}/units/p01/assignment`],
  ['pbx', 'mmdvm/command'],
  ['pbx', 'cc112/v1/pamekasan/tel/calls/c1/event'],
  ['hotspot', 'mmdvm/command'],
  ['hotspot', 'other/json'],
  ['tracking', 'owntracks/crew/p01'],
  ['recorder', 'positions'],
  ['phone-p01', 'owntracks/crew/p02'],
  ['phone-p01', 'owntracks/crew'],
  ['phone-p01', 'gpsd/p02'],
  ['phone-p01', 'aprs/packets'],
  ['phone-p01', `${site}/units/p01/assignment`],
  ['central', `${site}/acts/S1`],
  ['central', `${site}/units/p01/assignment`],
];

/** Who hears what another rightly writes, though everybody subscribes to everything. */
export const allowedReads: Topics = [
  ['S2', `${site}/acts/S1`],
  ['S1', `${site}/acts/S2`],
  ['S1', `${site}/tel/calls/c1/event`],
  ['S1', `${site}/beat/pbx`],
  ['S1', `${site}/sync/more`],
  ['S1', 'owntracks/crew/p01'],
  ['S1', 'positions'],
  ['S1', 'gpsd/p01'],
  ['S1', 'aprs/packets'],
  ['S1', 'mmdvm/json'],
  ['pbx', `${site}/tel/cmd/S1`],
  ['pbx', `${site}/tel/cmd/S2`],
  ['pbx', `${site}/tel/calls/c1/state`],
  ['pbx', `${site}/link/pbx`],
  ['pbx', `${site}/beat/pbx`],
  ['hotspot', 'mmdvm/command'],
  ['phone-p01', `${site}/units/p01/assignment`],
];
export const deniedReads: Topics = [
  ['pbx', `${site}/acts/S1`],
  ['pbx', `${site}/tel/calls/c1/event`],
  ['pbx', `${site}/units/p01/assignment`],
  ['pbx', 'owntracks/crew/p01'],
  ['hotspot', `${site}/tel/calls/c1/event`],
  ['hotspot', `${site}/acts/S2`],
  ['tracking', `${site}/tel/cmd/S1`],
  ['recorder', `${site}/acts/S1`],
  ['phone-p01', `${site}/units/p02/assignment`],
  ['phone-p01', `${site}/acts/S1`],
  ['phone-p01', 'positions'],
  ['S1', `${site}/tel/cmd/S2`],
  ['central', `${site}/tel/calls/c1/event`],
];
