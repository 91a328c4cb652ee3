import { distanceM } from './distance.ts';
import type { Coordinates, PlaceSuggestion } from './place.ts';
import { placeAside, placeBetween, type RoughPoint } from './place-relation.ts';
import { decodePlusCode, readPlusCode, recoverPlusCode, type PlusCode } from './plus-code.ts';
import { formatCoordinates, readCoordinates } from './read-coordinates.ts';
import type { PlaceRelation } from './read-relation.ts';

/** What is known of the land around a point. */
export type Ground = {
  readonly islandAt: (latitude: number, longitude: number) => { readonly id: string; readonly name: string } | null;
  /** Seats of kecamatan. */
  readonly seats: readonly PlaceSuggestion[];
};
/** The places that match a name best, all equally well. */
export type BestOf = (name: string) => readonly PlaceSuggestion[];

const mostAnchors = 4;
const saidPlusCode = /^(\S+)\s*(?:\+|\s(?:plus|tambah)\s)\s*([0-9a-z]*)(?:[\s,]+(.*))?$/i;

/** Points that were typed: coordinates in any spelling, and plus codes; a short one near the place behind it, else near every seat of a kecamatan. */
export function typedPoints(text: string, ground: Ground, bestOf: BestOf): PlaceSuggestion[] {
  const coordinates = readCoordinates(text).map((point) => suggest({ ...point, name: formatCoordinates(point), kind: 'point' }, ground));
  if (coordinates.length > 0) return coordinates;
  const [, before, after, place] = saidPlusCode.exec(text.trim()) ?? [];
  const code = before === undefined ? null : readPlusCode(`${before}+${after ?? ''}`);
  if (!code) return [];
  return fullCodes(code, place?.trim() ?? '', ground, bestOf).map((full) => suggest({ ...decodePlusCode(full), name: full, kind: 'point' }, ground));
}

function fullCodes(code: PlusCode, place: string, { seats }: Ground, bestOf: BestOf): string[] {
  const references = place === '' ? [...seats] : bestOf(place).slice(0, mostAnchors);
  const [onlyOne] = references;
  if (code.dropped === 0) return [code.code];
  // The code repeats; the cell that lies nearest to any of the places it may lean on is the likeliest.
  const nearest = new Map<string, number>();
  for (const reference of references) {
    const full = recoverPlusCode(code, reference);
    const awayM = distanceM(decodePlusCode(full), reference);
    nearest.set(full, Math.min(nearest.get(full) ?? Infinity, awayM));
  }
  if (place !== '' && onlyOne) return [...nearest.keys()].slice(0, 1);
  return [...nearest].sort(([, one], [, other]) => one - other).map(([full]) => full);
}

/** Places that words point at: between two, on a side of one, beside one; each with how unsure that is. */
export function relatedPlaces(relation: PlaceRelation, ground: Ground, bestOf: BestOf): PlaceSuggestion[] {
  if (relation.kind !== 'between') {
    return bestOf(relation.of)
      .slice(0, mostAnchors)
      .map((anchor) => suggest({ ...placeAside(relation, anchor), name: `${relation.words} ${anchor.name}`, kind: 'near' }, ground, anchor));
  }
  const others = bestOf(relation.other).slice(0, mostAnchors);
  const pairs = bestOf(relation.one).slice(0, mostAnchors).flatMap((one, rank) => others.map((other, otherRank) => ({ one, other, rank: rank + otherRank })));
  return pairs
    .filter(({ one, other }) => one.id !== other.id)
    .sort((a, b) => a.rank - b.rank || distanceM(a.one, a.other) - distanceM(b.one, b.other))
    .slice(0, mostAnchors)
    .map(({ one, other }) => suggest({ ...placeBetween(one, other), name: `antara ${one.name} dan ${other.name}`, kind: 'near' }, ground, one, other));
}

function suggest(said: RoughPoint & Pick<PlaceSuggestion, 'name' | 'kind'>, { islandAt, seats }: Ground, ...anchors: readonly PlaceSuggestion[]): PlaceSuggestion {
  const island = islandAt(said.latitude, said.longitude);
  const { name, kind, latitude, longitude, radiusM } = said;
  return {
    id: `${kind === 'point' ? 'titik' : 'dekat'}-${[name, ...anchors.map((anchor) => anchor.id)].join('-')}`.slice(0, 120),
    name,
    kind,
    detail: island === null ? 'Di laut atau di luar peta' : kind === 'point' ? 'Titik yang disebut' : 'Perkiraan dari patokan',
    kecamatan: island === null ? null : nearestSeat(said, island.id, seats),
    latitude,
    longitude,
    radiusM,
    islandId: island?.id ?? null,
    islandName: island?.name ?? null,
  };
}

/** The kecamatan whose seat is the nearest on that island; null where it has none. */
export function nearestSeat(point: Coordinates, islandId: string, seats: readonly PlaceSuggestion[]): string | null {
  let nearest: PlaceSuggestion | null = null;
  let nearestM = Infinity;
  for (const seat of seats) {
    const awayM = seat.islandId === islandId ? distanceM(point, seat) : Infinity;
    if (awayM < nearestM) [nearest, nearestM] = [seat, awayM];
  }
  return nearest?.kecamatan ?? null;
}
