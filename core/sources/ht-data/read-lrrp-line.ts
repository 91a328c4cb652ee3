import type { Decoded, Message } from '#domain/facts/fact.ts';
import { readTimeMs } from '#domain/time/read-time.ts';
import { readCoordinates } from '../read-coordinates.ts';
import { htFix } from './ht-fix.ts';

const longestLine = 200;
const number = (text: string | undefined): number => (text !== undefined && /^-?\d{1,8}(?:\.\d{1,12})?$/.test(text.trim()) ? Number(text) : Number.NaN);

/**
 * One line as dsd-fme writes it: date, time, radio, latitude, longitude, km/h, heading, with tabs between. Undefined when it is no such
 * line. Its date is of the machine that decoded and names no zone: UTC.
 */
export function readLrrpLine(message: Message, sourceId: string): Decoded | undefined {
  if (message.payload.byteLength > longestLine) return undefined;
  const fields = new TextDecoder().decode(message.payload).trim().split('\t');
  if (fields.length < 5) return undefined;
  const [date = '', time = '', source, latitude, longitude, speed, heading] = fields;
  const radioId = number(source);
  if (!Number.isInteger(radioId) || radioId < 1 || radioId > 16_777_215) return { ok: false, reason: 'a line without a radio' };
  const fixedAtMs = readTimeMs(`${date.trim().replaceAll('/', '-')} ${time.trim()}`);
  if (fixedAtMs === null) return { ok: false, reason: 'a line without a time' };
  const place = readCoordinates({ latitude: number(latitude), longitude: number(longitude) }, 'latitude', 'longitude');
  if (!place.ok) return place;
  const speedKmh = number(speed);
  const headingDeg = number(heading);
  const measured = {
    speedKmh: speedKmh >= 0 && speedKmh <= 1_000 ? speedKmh : null,
    headingDeg: headingDeg >= 0 && headingDeg <= 360 ? headingDeg % 360 : null,
  };
  return { ok: true, facts: [htFix(message, sourceId, radioId, { ...place.value, fixedAtMs, ...measured })] };
}
