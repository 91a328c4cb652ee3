import type { Profile, SourceSettings } from '#contract/profile.ts';
import { sourceTopics } from '#contract/source-topics.ts';
import { floorTopic, floorTopicFilter } from '#contract/records/floor-records.ts';
import { peerTopic, peerTopicFilter, wakeTopic } from '#contract/sync/peer-messages.ts';

/** What the holder of a certificate may do at a broker. The name is the certificate's, never what the client says. */
export type BrokerRights = {
  readonly user: string;
  readonly write: readonly string[];
  readonly read: readonly string[];
};

/** The name in central's own certificate at the brokers; where several centrals share a site each has another. */
const centralUser = 'central';

/**
 * Rights of everybody at one broker of the profile: each station its own topics and what it reads, each bridge what its sources bring, each terminal
 * what its units are sent, each central the wake-ups. Whoever is not named has none.
 */
export function brokerRights(
  profile: Profile,
  brokerId: string,
  stations: readonly string[],
  centrals: readonly string[] = [centralUser],
): readonly BrokerRights[] {
  const isSiteBroker = profile.brokers[0]?.id === brokerId;
  const sources = profile.sources.filter(({ broker }) => broker === brokerId);
  const site = profile.site.id;
  const own = (station: string): BrokerRights => ({
    user: station,
    write: [
      ...sources.flatMap((source) => (source.kind === 'telephony' ? [`cc112/v1/${site}/tel/cmd/${station}`] : [])),
      ...sources.flatMap((source) => (source.kind === 'mmdvm' && source.probe ? [`${source.name}/command`] : [])),
      ...(isSiteBroker ? [peerTopic(site, station), floorTopic(site, station), ...profile.units.map(({ id }) => assignmentTopic(site, id))] : []),
    ],
    read: [...sources.flatMap((source) => sourceTopics(source, site)), ...(isSiteBroker ? [peerTopicFilter(site), wakeTopic(site), floorTopicFilter(site)] : [])],
  });
  const bridges = profile.bridges.map((bridge): BrokerRights => {
    const fed = sources.filter(({ id }) => bridge.sources.includes(id));
    const devices = profile.units.filter(({ id }) => bridge.units.includes(id)).flatMap((unit) => unit.devices);
    return {
      user: bridge.id,
      write: fed.flatMap((source) => (bridge.units.length === 0 ? bringsAs(source, site, bridge.id) : bringsOf(source, devices))),
      read: [...fed.flatMap((source) => isTold(source, site, bridge.id)), ...(isSiteBroker ? bridge.units.map((unit) => assignmentTopic(site, unit)) : [])],
    };
  });
  return [
    ...stations.map(own),
    ...bridges.filter(({ write, read }) => write.length + read.length > 0),
    ...(isSiteBroker ? centrals.map((user) => ({ user, write: [wakeTopic(site)], read: [] })) : []),
  ];
}

function assignmentTopic(site: string, unit: string): string {
  return `cc112/v1/${site}/units/${unit}/assignment`;
}

/**
 * What one bridge of a source may write: link and beat only under its own name, or under the one that the source gives its bridges, and answers to
 * whoever asked.
 */
function bringsAs(source: SourceSettings, site: string, bridge: string): readonly string[] {
  if (source.kind !== 'telephony') return sourceTopics(source, site);
  return [...sourceTopics(source, site).map((topic) => topic.replace(/(link|beat)\/\+$/, `$1/${source.producer ?? bridge}`)), `cc112/v1/${site}/tel/reply/+`];
}

/** The same for a unit's own device: a phone speaks for itself only. */
function bringsOf(source: SourceSettings, devices: readonly string[]): readonly string[] {
  if (source.kind !== 'owntracks' && source.kind !== 'gpsd') return [];
  const base = source.topic.replace(/[+#].*$/, '');
  if (source.kind === 'gpsd') return /^[^+#]*[+#]$/.test(source.topic) ? devices.filter((device) => /^[A-Za-z0-9._-]{1,64}$/.test(device)).map((device) => `${base}${device}`) : [];
  return devices.filter((device) => /^[^/+#]+\/[^/+#]+$/.test(device)).flatMap((device) => [`${base}${device}`, `${base}${device}/+`]);
}

/** What a bridge of the source is told by stations; one of telephony also hears what is retained of it and of another one in its place. */
function isTold(source: SourceSettings, site: string, bridge: string): readonly string[] {
  if (source.kind === 'telephony') {
    const own = source.producer ?? bridge;
    return ['tel/cmd/+', 'tel/calls/+/state', 'tel/queues/+/state', 'tel/agents/+/state', `link/${own}`, `beat/${own}`].map((leaf) => `cc112/v1/${site}/${leaf}`);
  }
  return source.kind === 'mmdvm' && source.probe ? [`${source.name}/command`] : [];
}
