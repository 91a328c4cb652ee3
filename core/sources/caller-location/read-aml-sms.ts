import { readEpochTimeMs, readIsoTimeMs } from '#domain/time/read-time.ts';
import { decimal, percent, point, radius, type Located, type LocatedFix } from './located.ts';

const methods: Readonly<Record<string, LocatedFix['method']>> = { G: 'gnss', W: 'wifi', C: 'cell', U: 'unknown' };

/** Whether a text is an AML message. Some networks lose the first two letters of the header `A"ML=`. */
export function isAmlSms(text: string): boolean {
  return /^\s*(A"?ML|"?ML)=\d/.test(text);
}

/**
 * The text of an Advanced Mobile Location SMS, ETSI TS 103 625. The two versions use the same keys for different things, so the version in
 * the header decides. A stated length that does not match is common and changes nothing.
 */
export function readAmlSms(text: string): Located {
  const [header = '', ...parts] = text.trim().split(';');
  const version = /ML=(\d+)$/.exec(header)?.[1];
  const fields = new Map(parts.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)] as const));
  if (version === '1') return readFirst(fields);
  if (version === '2') return readSecond(fields);
  return { ok: false, reason: 'AML SMS of an unknown version' };
}

function readFirst(fields: ReadonlyMap<string, string>): Located {
  if (fields.get('pm') === 'N' || fields.get('rd') === 'N') return { ok: true, fix: 'none' };
  const place = point(decimal(fields.get('lt')), decimal(fields.get('lg')));
  if (!place.ok) return place;
  const time = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(fields.get('top') ?? '');
  const fixedAtMs = time ? readIsoTimeMs(`${time[1]}-${time[2]}-${time[3]}T${time[4]}:${time[5]}:${time[6]}Z`) : null;
  if (fixedAtMs === null) return { ok: false, reason: 'AML SMS: top is not the time of a position' };
  return { ok: true, fix: { ...common(fields, 'pm'), point: place.value, radiusM: radius(decimal(fields.get('rd'))), fixedAtMs } };
}

/** `lo` is latitude, longitude and radius; `lt` the seconds between call and position, -9999 for none. */
function readSecond(fields: ReadonlyMap<string, string>): Located {
  const located = fields.get('lo');
  if (located === undefined || located === '' || fields.get('ls') === 'N') return { ok: true, fix: 'none' };
  const [latitude, longitude, radiusText] = located.split(',');
  const place = point(decimal(latitude), decimal(longitude));
  if (!place.ok) return place;
  const calledAt = decimal(fields.get('et'));
  const calledAtMs = calledAt === null ? null : readEpochTimeMs(calledAt);
  if (calledAtMs === null) return { ok: false, reason: 'AML SMS: et is not the time of a call' };
  const laterS = decimal(fields.get('lt'));
  const fixedAtMs = laterS === null || Math.abs(laterS) >= 9_999 ? calledAtMs : calledAtMs + laterS * 1_000;
  return { ok: true, fix: { ...common(fields, 'ls'), point: place.value, radiusM: radius(decimal(radiusText)), fixedAtMs } };
}

function common(fields: ReadonlyMap<string, string>, methodKey: string): Pick<LocatedFix, 'confidencePercent' | 'method' | 'channel' | 'address' | 'number'> {
  return {
    confidencePercent: percent(decimal(fields.get('lc'))),
    method: methods[fields.get(methodKey) ?? ''] ?? 'unknown',
    channel: 'aml-sms',
    address: null,
    number: null,
  };
}

/**
 * The text of a data SMS: letters of seven bits, packed into octets from the low end (3GPP TS 23.038). AML uses letters only that stand at the
 * same place in ASCII.
 */
export function unpackSevenBits(octets: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const octet of octets) {
    held |= octet << bits;
    bits += 8;
    while (bits >= 7) {
      text += String.fromCharCode(held & 0x7f);
      held >>= 7;
      bits -= 7;
    }
  }
  return text.replace(/[\0\r\n]+$/, '');
}
