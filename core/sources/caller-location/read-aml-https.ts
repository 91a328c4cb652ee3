import { e164Form } from '#domain/calls/caller-number.ts';
import { readEpochTimeMs } from '#domain/time/read-time.ts';
import { decimal, percent, point, radius, type Located, type LocatedFix } from './located.ts';

const methods: Readonly<Record<string, LocatedFix['method']>> = { gps: 'gnss', wifi: 'wifi', cell: 'cell' };

export function isAmlHttps(text: string): boolean {
  return /(^|&)(v|device_number|location_latitude)=/.test(text);
}

/** The form that a phone posts over HTTPS, ETSI TS 103 625 and its later versions. Every field may be missing; unknown ones are left alone. */
export function readAmlHttps(text: string): Located {
  const form = new URLSearchParams(text.trim());
  const field = (name: string): string | undefined => form.get(name) ?? undefined;
  const given = ['location_latitude', 'location_longitude'].map(field);
  if (given.every((value) => value === undefined || value === '')) return { ok: true, fix: 'none' };
  if (given.some((value) => value?.startsWith('['))) return { ok: false, reason: 'AML: a template that was not filled in' };
  const place = point(decimal(given[0]), decimal(given[1]));
  if (!place.ok) return place;
  const time = field('location_time');
  const fixedAtMs = time === undefined ? null : readEpochTimeMs(/^\d{10,13}$/.test(time) ? Number(time) : Number.NaN);
  if (time !== undefined && fixedAtMs === null) return { ok: false, reason: 'AML: location_time is not the time of a position' };
  const number = field('device_number')?.replaceAll(/[\s()-]/g, '');
  return {
    ok: true,
    fix: {
      point: place.value,
      radiusM: radius(decimal(field('location_accuracy'))),
      confidencePercent: percent(decimal(field('location_certainty'))),
      method: methods[field('location_source')?.toLowerCase() ?? ''] ?? 'unknown',
      channel: 'aml-https',
      address: null,
      fixedAtMs,
      number: number !== undefined && e164Form.test(number) ? number : null,
    },
  };
}
