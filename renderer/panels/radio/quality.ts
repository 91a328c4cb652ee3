import type { Transmission } from '#domain/radio/transmission.ts';
import type { Language } from '../../i18n/define-text.ts';

type QualityWords = {
  readonly rssi: (dbm: number) => string;
  readonly ber: (percent: string) => string;
  readonly loss: (percent: string) => string;
};

/** What the source measured of a transmission, in words; empty when it measured nothing. */
export function qualityOf(
  transmission: Pick<Transmission, 'rssiDbm' | 'berPercent' | 'lossPercent'>,
  language: Language,
  words: QualityWords,
): string {
  const { rssiDbm, berPercent, lossPercent } = transmission;
  const percent = (value: number): string => (language === 'id' ? value.toFixed(1).replace('.', ',') : value.toFixed(1));
  return [
    rssiDbm === null ? null : words.rssi(Math.round(rssiDbm)),
    berPercent === null ? null : words.ber(percent(berPercent)),
    lossPercent === null ? null : words.loss(percent(lossPercent)),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
