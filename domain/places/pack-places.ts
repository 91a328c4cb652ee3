import type { PlaceSuggestion } from './place.ts';
import type { GazetteerPlace } from './read-gazetteer.ts';
import type { LandmarkKind } from './read-landmark-tags.ts';

/** A named thing as a map pack has it; `kind` is a LandmarkKind, or what a newer pack calls one. */
export type PackName = {
  readonly source: string;
  readonly kind: string;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly kecamatan: string | null;
  readonly isKecamatanCertain: boolean;
  readonly islandId: string | null;
  readonly islandName: string | null;
  readonly latitude: number;
  readonly longitude: number;
};

type Manner = { readonly kind: PlaceSuggestion['kind']; readonly word: string; readonly radiusM: number };

/** What each kind is at F2, and how far from its point somebody may be who names it: a house and its yard, a village, a stretch of road. */
const manners: Readonly<Record<LandmarkKind, Manner>> = {
  town: { kind: 'town', word: 'Kota', radiusM: 1_500 },
  village: { kind: 'village', word: 'Desa', radiusM: 1_000 },
  hamlet: { kind: 'village', word: 'Dusun', radiusM: 500 },
  island: { kind: 'island', word: 'Pulau', radiusM: 2_000 },
  hospital: { kind: 'facility', word: 'Rumah sakit', radiusM: 150 },
  puskesmas: { kind: 'facility', word: 'Puskesmas', radiusM: 100 },
  clinic: { kind: 'facility', word: 'Klinik', radiusM: 100 },
  pharmacy: { kind: 'facility', word: 'Apotek', radiusM: 100 },
  police: { kind: 'facility', word: 'Polisi', radiusM: 100 },
  'fire-station': { kind: 'facility', word: 'Pemadam', radiusM: 100 },
  mosque: { kind: 'facility', word: 'Masjid', radiusM: 100 },
  worship: { kind: 'facility', word: 'Tempat ibadah', radiusM: 100 },
  school: { kind: 'facility', word: 'Sekolah', radiusM: 150 },
  market: { kind: 'facility', word: 'Pasar', radiusM: 200 },
  shop: { kind: 'facility', word: 'Toko', radiusM: 100 },
  pier: { kind: 'facility', word: 'Dermaga', radiusM: 200 },
  fuel: { kind: 'facility', word: 'SPBU', radiusM: 100 },
  office: { kind: 'facility', word: 'Kantor', radiusM: 100 },
  beach: { kind: 'facility', word: 'Pantai', radiusM: 500 },
  other: { kind: 'facility', word: 'Tempat', radiusM: 200 },
  road: { kind: 'facility', word: 'Jalan', radiusM: 1_000 },
};

/** How a name of a map pack stands among the places of F2. A kecamatan that is only the nearest one carries a question mark. */
export function placeOfPack(found: PackName): GazetteerPlace {
  const { source, name, otherNames, kecamatan, isKecamatanCertain, islandId, islandName, latitude, longitude } = found;
  const manner: Manner = Object.hasOwn(manners, found.kind) ? manners[found.kind as LandmarkKind] : manners.other;
  const said = kecamatan === null || isKecamatanCertain ? kecamatan : `${kecamatan}?`;
  return { id: `osm-${source}`, name, kind: manner.kind, detail: manner.word, kecamatan: said, latitude, longitude, radiusM: manner.radiusM, islandId, islandName, aliases: otherNames };
}
