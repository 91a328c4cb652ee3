import { readOwn, type JsonObject } from '../read-json.ts';

/**
 * The alarms of an `attributes` object: Traccar writes one string, at times a comma list (`"sos,lowBattery"`). Letters and
 * digits only, in lower case. A flag of a form that nobody knows counts as `sos`: rather one alarm too many.
 */
export function readAlarms(attributes: JsonObject | null): readonly string[] {
  const value = attributes === null ? undefined : readOwn(attributes, 'alarm');
  if (value === undefined || value === null || value === false || value === 0 || value === '') return [];
  const words = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : null;
  if (words === null || words.some((word) => typeof word !== 'string')) return ['sos'];
  return words.slice(0, 16).map((word: string) => word.replace(/[^A-Za-z0-9]/g, '').toLowerCase().slice(0, 32)).filter((word) => word !== '');
}
