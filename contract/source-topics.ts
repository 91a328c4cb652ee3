import type { SourceSettings } from './source-settings.ts';

/** Of the telephony of a site (section 11.1 of its contract). */
const telephonyTopics = ['tel/calls/+/event', 'tel/calls/+/state', 'tel/queues/+/state', 'tel/agents/+/state', 'link/+', 'beat/+'];
/** Of trunk-recorder's plugin, those that are read; `audio` carries megabytes, `console` and `messages` are for its operators. */
const trunkRecorderTopics = ['call_start', 'calls_active', 'call_end', 'rates', 'recorders', 'trunk_recorder/status'];
/** What one radio does. `location` is where it is registered, not where it is. */
const unitTopics = ['call', 'end', 'on', 'off', 'ackresp', 'join', 'data', 'ans_req', 'location'];

/** The topics on which a source of a site speaks: what stations subscribe to and may read, and its bridges may write. None for one that comes by another way. */
export function sourceTopics(source: SourceSettings, site: string): readonly string[] {
  const ofSite = (leaf: string): string => `cc112/v1/${site}/${leaf}`;
  switch (source.kind) {
    case 'telephony':
      return telephonyTopics.map(ofSite);
    case 'mmdvm':
      return [`${source.name}/json`, `${source.name}/response`, `${source.name}/log`];
    case 'dmrgateway':
      return [`${source.name}/json`];
    case 'trunk-recorder':
      return [
        ...trunkRecorderTopics.map((leaf) => `${source.topic}/${leaf}`),
        ...(source.unitTopic === undefined ? [] : unitTopics.map((leaf) => `${source.unitTopic}/+/${leaf}`)),
      ];
    case 'adn':
      return [`${source.prefix}/voice_event`, `${source.prefix}/state`];
    case 'hblink3':
      return [source.topic ?? ofSite('radio/hblink3')];
    case 'hblink4':
      return source.listen === undefined ? [`${source.topic ?? ofSite('radio/hblink4')}/+`] : [];
    case 'dvmhost':
      return [];
    case 'svxlink':
      return source.url === undefined ? [source.topic ?? ofSite('radio/svxlink')] : [];
    case 'ht-data':
      return [source.topic ?? ofSite('radio/ht/#')];
    case 'owntracks':
    case 'gpsd':
    case 'aprs':
      return [source.topic];
    case 'caller-location':
      return [source.topic ?? ofSite('loc/caller/+')];
    case 'traccar':
      return [source.topic, ...(source.eventTopic === undefined ? [] : [source.eventTopic])];
  }
}
