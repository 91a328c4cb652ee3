import type { LinkKind } from '#domain/links/link.ts';
import { defineText } from '../define-text.ts';

type LinksWords = {
  readonly title: string;
  readonly kinds: Readonly<Record<LinkKind, string>>;
  readonly stationAway: string;
  readonly dataAsOf: (time: string) => string;
  readonly unknown: string;
  readonly since: string;
  readonly lastHeard: string;
  readonly neverHeard: string;
  readonly waiting: (messages: number) => string;
  readonly messages: (messages: string) => string;
  readonly rejected: (messages: string) => string;
};

/** The words of the links strip. */
export const linksText = defineText<LinksWords>({
  id: {
    title: 'Sambungan',
    kinds: {
      broker: 'Broker',
      central: 'Pusat',
      sip: 'SIP',
      recording: 'rekaman',
      routes: 'jalur',
      telephony: 'Telp',
      radio: 'HT',
      positions: 'GPS',
      database: 'Data',
    },
    stationAway: 'stasiun tidak menjawab',
    dataAsOf: (time) => `data per ${time}`,
    unknown: 'sambungan belum diketahui',
    since: 'sejak',
    lastHeard: 'terakhir terdengar',
    neverHeard: 'belum pernah terdengar',
    waiting: (messages) => `${messages} menunggu`,
    messages: (messages) => `${messages} pesan`,
    rejected: (messages) => `${messages} ditolak`,
  },
  en: {
    title: 'Links',
    kinds: {
      broker: 'Broker',
      central: 'Central',
      sip: 'SIP',
      recording: 'recording',
      routes: 'routes',
      telephony: 'Phone',
      radio: 'HT',
      positions: 'GPS',
      database: 'Data',
    },
    stationAway: 'the station does not answer',
    dataAsOf: (time) => `data as of ${time}`,
    unknown: 'links not known yet',
    since: 'since',
    lastHeard: 'last heard',
    neverHeard: 'never heard',
    waiting: (messages) => `${messages} waiting`,
    messages: (messages) => `${messages} messages`,
    rejected: (messages) => `${messages} rejected`,
  },
});
