import { DOMParser, type Element } from '@xmldom/xmldom';
import { cleanForeignText } from '#domain/outcome/foreign-text.ts';
import { readIsoTimeMs } from '#domain/time/read-time.ts';
import { decimal, point, radius, type Located, type LocatedFix } from './located.ts';

const methods: Readonly<Record<string, LocatedFix['method']>> = {
  gps: 'gnss', 'a-gps': 'gnss', 'assisted-gps': 'gnss', gnss: 'gnss', dgps: 'gnss', wifi: 'wifi', '802.11': 'wifi', wireless: 'wifi', cell: 'cell', triangulation: 'cell',
};
const metres = /EPSG::?9001$/;
/** Where a place may stand in a document, the more telling first (RFC 5491, 3.2): what the device is, its line, its person. */
const holders = ['device', 'tuple', 'person'];
const shapes: Readonly<Record<string, string | null>> = { Point: null, Circle: 'radius', Ellipse: 'semiMajorAxis', ArcBand: 'outerRadius', Sphere: 'radius' };

export function isPidfLo(text: string): boolean {
  return text.trimStart().startsWith('<');
}

/**
 * A presence document with a location object: RFC 4119, 5139 and 5491. Of several places of one kind the one with the smallest radius
 * counts: a coarse one that stands first is what is left when there is nothing better. Positions are latitude, then longitude.
 */
export function readPidfLo(text: string): Located {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return { ok: false, reason: 'PIDF-LO: a document type of its own is not read' };
  const root = parsed(text);
  if (!root) return { ok: false, reason: 'PIDF-LO: not an XML document' };
  if (root.localName !== 'presence') return { ok: false, reason: 'PIDF-LO: not a presence document' };
  const objects = holders.flatMap((holder) => under(root, holder)).flatMap((holder) => under(holder, 'geopriv').map((object) => ({ holder, object })));
  if (objects.length === 0) return { ok: false, reason: 'PIDF-LO: no location object' };
  const [first] = objects;
  const ofFirstKind = objects.filter(({ holder }) => holder.localName === first?.holder.localName);
  const read = ofFirstKind.flatMap(({ holder, object }) => under(object, 'location-info').map((info) => fixIn(info, object, holder)));
  const sound = read.flatMap((each) => (each.ok ? [each.fix] : []));
  if (sound.length === 0) return read.find(({ ok }) => !ok) as { ok: false; reason: string } | undefined ?? { ok: true, fix: 'none' };
  const fix = sound.reduce((best, each) => ((each.radiusM ?? Infinity) < (best.radiusM ?? Infinity) ? each : best));
  return { ok: true, fix: { ...fix, number: numberOf(root.getAttribute('entity')) } };
}

function parsed(text: string): Element | null {
  let isBroken = false;
  const onError = (): void => void (isBroken = true);
  try {
    const root = new DOMParser({ onError }).parseFromString(text, 'text/xml').documentElement;
    return isBroken ? null : root;
  } catch {
    return null;
  }
}

function fixIn(info: Element, object: Element, holder: Element): { readonly ok: true; readonly fix: LocatedFix } | { readonly ok: false; readonly reason: string } {
  const address = addressIn(info);
  const shape = Object.keys(shapes).flatMap((name) => under(info, name)).at(0) ?? under(info, 'Polygon').at(0);
  const time = textOf(under(holder, 'timestamp').at(0));
  const fixedAtMs = time === '' ? null : readIsoTimeMs(time);
  if (time !== '' && fixedAtMs === null) return { ok: false, reason: 'PIDF-LO: timestamp is no time' };
  const common = { confidencePercent: null, method: methods[textOf(under(object, 'method').at(0)).toLowerCase()] ?? 'unknown', channel: 'pidf-lo', address, fixedAtMs, number: null } as const;
  if (!shape) {
    return address === null ? { ok: false, reason: 'PIDF-LO: neither a shape nor an address' } : { ok: true, fix: { ...common, method: 'civic', point: null, radiusM: null } };
  }
  const centre = shape.localName === 'Polygon' ? middleOf(shape) : positionOf(textOf(under(shape, 'pos').at(0)));
  if (!centre.ok) return centre;
  const size = shape.localName === 'Polygon' ? { ok: true as const, radiusM: centre.radiusM } : radiusOf(shape);
  return size.ok ? { ok: true, fix: { ...common, point: centre.value, radiusM: size.radiusM } } : size;
}

type Centre = { readonly ok: true; readonly value: { latitude: number; longitude: number }; readonly radiusM: number | null } | { readonly ok: false; readonly reason: string };

/** `latitude longitude`, perhaps an altitude behind. */
function positionOf(text: string): Centre {
  const values = text.split(/\s+/).filter(Boolean);
  if (values.length < 2 || values.length > 3) return { ok: false, reason: 'PIDF-LO: pos is not latitude and longitude' };
  const numbers = values.map(decimal);
  if (numbers.some((value) => value === null)) return { ok: false, reason: 'PIDF-LO: pos is not latitude and longitude' };
  const read = point(numbers[0] ?? null, numbers[1] ?? null);
  return read.ok ? { ...read, radiusM: null } : read;
}

function radiusOf(shape: Element): { readonly ok: true; readonly radiusM: number | null } | { readonly ok: false; readonly reason: string } {
  const name = shapes[shape.localName ?? ''];
  if (name === null || name === undefined) return { ok: true, radiusM: null };
  const given = under(shape, name);
  const [only] = given;
  if (!only || given.length > 1) return { ok: false, reason: `PIDF-LO: ${given.length === 0 ? 'no' : 'more than one'} ${name}` };
  const unit = only.getAttribute('uom') ?? '';
  if (unit !== '' && !metres.test(unit)) return { ok: false, reason: `PIDF-LO: ${name} is not in metres` };
  const radiusM = radius(decimal(textOf(only)));
  return radiusM === null ? { ok: false, reason: `PIDF-LO: ${name} is no distance` } : { ok: true, radiusM };
}

/** The middle of a polygon's corners, and how far the farthest corner is from it. */
function middleOf(polygon: Element): Centre {
  const lists = under(polygon, 'posList').flatMap((list) => {
    const numbers = textOf(list).split(/\s+/).filter(Boolean);
    return Array.from({ length: Math.floor(numbers.length / 2) }, (_, index) => `${numbers[2 * index]} ${numbers[2 * index + 1]}`);
  });
  const corners = [...lists, ...under(polygon, 'pos').map(textOf)].map(positionOf);
  const bad = corners.find(({ ok }) => !ok);
  if (bad) return bad;
  const points = corners.flatMap((corner) => (corner.ok ? [corner.value] : []));
  if (points.length < 3) return { ok: false, reason: 'PIDF-LO: a polygon of fewer than three corners' };
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const value = { latitude: mean(points.map(({ latitude }) => latitude)), longitude: mean(points.map(({ longitude }) => longitude)) };
  const metresPerDegree = 111_320;
  const across = metresPerDegree * Math.cos((value.latitude * Math.PI) / 180);
  const distances = points.map(({ latitude, longitude }) => Math.hypot((latitude - value.latitude) * metresPerDegree, (longitude - value.longitude) * across));
  return { ok: true, value, radiusM: Math.ceil(Math.max(...distances)) };
}

/** From the house to the province: the order in which people read an address. */
const addressParts = ['LOC', 'NAM', 'HNO', 'RD', 'A6', 'A5', 'A4', 'A3', 'A2', 'A1', 'PC'];

function addressIn(info: Element): string | null {
  const civic = under(info, 'civicAddress').at(0);
  if (!civic) return null;
  const words = addressParts.map((part) => cleanForeignText(textOf(under(civic, part).at(0)))).filter((word) => word !== '');
  return words.length === 0 ? null : words.join(', ').slice(0, 200);
}

function numberOf(entity: string | null): string | null {
  return /^(?:tel:|sips?:)(\+[1-9]\d{5,14})(?:@|;|$)/.exec(entity ?? '')?.[1] ?? null;
}

/** Elements of a name anywhere below, whatever prefix they carry. */
function under(element: Element, name: string): readonly Element[] {
  return [...element.getElementsByTagNameNS('*', name)];
}

function textOf(element: Element | undefined): string {
  return element?.textContent?.trim() ?? '';
}
