import type { Profile, SourceSettings } from '#contract/profile.ts';
import { sourceTopics } from '#contract/source-topics.ts';
import type { Decoded, Message } from '#domain/facts/fact.ts';
import type { LinkKind } from '#domain/links/link.ts';
import { decodeAdn } from './adn/decode-adn.ts';
import { decodeAprs } from './aprs/decode-aprs.ts';
import { decodeCallerLocation } from './caller-location/decode-caller-location.ts';
import { decodeDmrGateway } from './dmrgateway/decode-dmrgateway.ts';
import { decodeDvmhost, dvmhostPaths } from './dvmhost/decode-dvmhost.ts';
import { decodeGpsd } from './gpsd/decode-gpsd.ts';
import { decodeReportLines } from './hblink3/decode-report-lines.ts';
import { decodeHblink4 } from './hblink4/decode-hblink4.ts';
import { decodeHtData } from './ht-data/decode-ht-data.ts';
import { decodeMmdvm } from './mmdvm/decode-mmdvm.ts';
import { decodeOwntracks } from './owntracks/decode-owntracks.ts';
import type { SourceWatch } from './source-health.ts';
import { decodeReflector } from './svxlink/decode-reflector.ts';
import { decodeStateLines } from './svxlink/decode-state-lines.ts';
import { decodeTelephony } from './telephony/decode-telephony.ts';
import { decodeTraccar } from './traccar/decode-traccar.ts';
import { decodeTrunkRecorder } from './trunk-recorder/decode-trunk-recorder.ts';

/** A program that is asked over HTTP how things stand: for which ways behind its address, and whether it wants a password. */
export type AskedPlan = { readonly url: string; readonly paths: readonly string[]; readonly passwordSecret: string | null; readonly authorityFile: string | null };

/** What has to be done for one source of the profile: what to subscribe to, how to read it, how it shows that it lives. */
export type SourcePlan = {
  readonly id: string;
  /** Null for a source that comes by itself to `listen`, or is asked. */
  readonly broker: string | null;
  readonly listen: string | null;
  readonly asked: AskedPlan | null;
  readonly name: string;
  readonly linkKind: LinkKind;
  readonly filters: readonly string[];
  readonly decode: (message: Message) => Decoded;
  readonly watch: SourceWatch;
};

const telephonyLateS = 15;
const positionsLateS = 120;
const trunkRecorderLateS = 15;
/** Five questions without an answer, or one that takes too long. */
const askedLateS = 5;

export function planSource(source: SourceSettings, profile: Profile): SourcePlan {
  const sourceId = source.id;
  const common = { id: sourceId, broker: source.broker ?? null, listen: null, asked: null, filters: sourceTopics(source, profile.site.id) };
  const watch = (usualS: number | null, probeTopic: string | null = null, isOccasional = false): SourceWatch => {
    const lateAfterS = source.lateAfterS ?? usualS;
    return { lateAfterMs: lateAfterS === null ? null : lateAfterS * 1000, isOccasional, probeTopic };
  };
  switch (source.kind) {
    case 'telephony':
      return {
        ...common,
        name: source.label ?? sourceId,
        linkKind: 'telephony',
        decode: (message) => decodeTelephony(message, { sourceId, siteId: profile.site.id, producer: source.producer }),
        watch: watch(telephonyLateS),
      };
    case 'mmdvm':
      return {
        ...common,
        name: source.label ?? source.name,
        linkKind: 'radio',
        decode: (message) => decodeMmdvm(message, { sourceId, modes: source.modes }),
        watch: watch(null, source.probe ? `${source.name}/command` : null),
      };
    case 'dmrgateway':
      return {
        ...common,
        name: source.label ?? source.name,
        linkKind: 'radio',
        decode: (message) => decodeDmrGateway(message),
        watch: watch(null),
      };
    case 'trunk-recorder':
      return {
        ...common,
        name: source.label ?? source.topic,
        linkKind: 'radio',
        decode: (message) => decodeTrunkRecorder(message, { sourceId, topic: source.topic, unitTopic: source.unitTopic ?? null }),
        watch: watch(trunkRecorderLateS),
      };
    case 'adn':
      return {
        ...common,
        name: source.label ?? source.prefix,
        linkKind: 'radio',
        decode: (message) => decodeAdn(message, { sourceId }),
        watch: watch(null),
      };
    case 'hblink3':
      return {
        ...common,
        name: source.label ?? sourceId,
        linkKind: 'radio',
        decode: (message) => decodeReportLines(message, { sourceId }),
        watch: watch(null),
      };
    case 'hblink4':
      return {
        ...common,
        broker: source.listen === undefined ? common.broker : null,
        listen: source.listen ?? null,
        name: source.label ?? sourceId,
        linkKind: 'radio',
        decode: (message) => decodeHblink4(message, { sourceId }),
        watch: watch(null),
      };
    case 'dvmhost': {
      const { url, program, modes, peers, passwordSecret } = source;
      return {
        ...common,
        asked: { url, paths: dvmhostPaths[program], passwordSecret, authorityFile: source.authorityFile ?? null },
        name: source.label ?? new URL(url).host,
        linkKind: 'radio',
        decode: (message) => decodeDvmhost(message, { sourceId, program, modes, peers }),
        watch: watch(askedLateS),
      };
    }
    case 'svxlink': {
      const { url, nodes, overs, talkgroup } = source;
      if (url !== undefined) {
        return {
          ...common,
          asked: { url, paths: ['status'], passwordSecret: null, authorityFile: source.authorityFile ?? null },
          name: source.label ?? new URL(url).host,
          linkKind: 'radio',
          decode: (message) => decodeReflector(message, { sourceId, nodes }),
          watch: watch(askedLateS),
        };
      }
      return {
        ...common,
        name: source.label ?? sourceId,
        linkKind: 'radio',
        decode: (message) => decodeStateLines(message, { sourceId, talkgroup: talkgroup ?? null, overs }),
        watch: watch(null),
      };
    }
    case 'ht-data':
      return {
        ...common,
        name: source.label ?? sourceId,
        linkKind: 'radio',
        decode: (message) => decodeHtData(message, { sourceId }),
        watch: watch(null),
      };
    case 'owntracks':
      return {
        ...common,
        name: source.label ?? sourceId,
        linkKind: 'positions',
        decode: (message) => decodeOwntracks(message, { sourceId }),
        watch: watch(positionsLateS),
      };
    case 'gpsd':
    case 'aprs': {
      const decode = source.kind === 'gpsd' ? decodeGpsd : decodeAprs;
      return {
        ...common,
        name: source.label ?? sourceId,
        linkKind: 'positions',
        decode: (message) => decode(message, { sourceId }),
        watch: watch(positionsLateS),
      };
    }
    case 'caller-location':
      return {
        ...common,
        name: source.label ?? sourceId,
        linkKind: 'telephony',
        decode: (message) => decodeCallerLocation(message, { sourceId }),
        watch: watch(null, null, true),
      };
    case 'traccar':
      return {
        ...common,
        name: source.label ?? sourceId,
        linkKind: 'positions',
        decode: (message) => decodeTraccar(message, { sourceId }),
        watch: watch(positionsLateS),
      };
  }
}
