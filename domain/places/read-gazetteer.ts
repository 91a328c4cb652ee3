import type { PlaceSuggestion } from './place.ts';

/** A place of the gazetteer file: what is offered, and the other names it goes by. `kecamatan` where `detail` does not say it. */
export type GazetteerPlace = Omit<PlaceSuggestion, 'kecamatan'> & { readonly kecamatan?: string | null; readonly aliases?: readonly string[] };

/** Which of two places with the same match comes first. */
export const kindsInOrder: readonly PlaceSuggestion['kind'][] = ['island', 'town', 'kecamatan', 'facility', 'landmark', 'village', 'near', 'point'];

/** The content of a gazetteer file; a list of another form throws with the place that is wrong. */
export function readGazetteer(value: unknown): readonly GazetteerPlace[] {
  if (!Array.isArray(value)) throw new Error('The gazetteer is not a list of places.');
  return value.map((place: unknown, index) => {
    if (!isPlace(place)) throw new Error(`Place ${index} of the gazetteer is incomplete.`);
    return place;
  });
}

/** As it is offered, without its other names. */
export function suggestionOf({ aliases: _, kecamatan, ...place }: GazetteerPlace): PlaceSuggestion {
  return { ...place, kecamatan: kecamatan ?? kecamatanOf(place) };
}

function kecamatanOf({ kind, name, detail }: Omit<GazetteerPlace, 'aliases' | 'kecamatan'>): string | null {
  if (kind === 'kecamatan') return name;
  return /\bKec\. ([^·,]+)/.exec(detail)?.[1]?.trim() ?? null;
}

function isPlace(value: unknown): value is GazetteerPlace {
  if (typeof value !== 'object' || value === null) return false;
  const place = value as Partial<Record<keyof GazetteerPlace, unknown>>;
  const isText = (field: unknown): boolean => typeof field === 'string';
  const isTextOrNull = (field: unknown): boolean => field === null || isText(field);
  return (
    [place.id, place.name, place.detail].every(isText) &&
    [place.latitude, place.longitude, place.radiusM].every(Number.isFinite) &&
    [place.islandId, place.islandName, place.kecamatan ?? null].every(isTextOrNull) &&
    kindsInOrder.some((kind) => kind === place.kind) &&
    (place.aliases === undefined || (Array.isArray(place.aliases) && place.aliases.every(isText)))
  );
}
