/** Kinds of named things that a map pack lists, as its gazetteer and its tiles name them. */
export type LandmarkKind =
  | 'town' | 'village' | 'hamlet' | 'island' | 'hospital' | 'puskesmas' | 'clinic' | 'pharmacy' | 'police' | 'fire-station'
  | 'mosque' | 'worship' | 'school' | 'market' | 'shop' | 'pier' | 'fuel' | 'office' | 'beach' | 'other' | 'road';

const kindOfPlace: Readonly<Record<string, LandmarkKind>> = {
  city: 'town', town: 'town', suburb: 'village', village: 'village', hamlet: 'hamlet', neighbourhood: 'hamlet', quarter: 'hamlet',
  isolated_dwelling: 'hamlet', locality: 'other', island: 'island', islet: 'island',
};
const kindOfAmenity: Readonly<Record<string, LandmarkKind>> = {
  hospital: 'hospital', clinic: 'clinic', doctors: 'clinic', pharmacy: 'pharmacy', police: 'police', fire_station: 'fire-station', school: 'school',
  kindergarten: 'school', college: 'school', university: 'school', marketplace: 'market', ferry_terminal: 'pier', fuel: 'fuel', townhall: 'office',
};

/** What a named thing of OpenStreetMap is to a dispatcher; null when it is nothing people direct others by. */
export function readLandmarkTags(tags: ReadonlyMap<string, string>): LandmarkKind | null {
  const place = own(kindOfPlace, tags.get('place'));
  if (place !== undefined) return place;
  const [amenity, name] = [tags.get('amenity'), tags.get('name') ?? ''];
  const isHealth = amenity === 'clinic' || amenity === 'hospital' || amenity === 'doctors' || tags.has('healthcare');
  if (isHealth && /\b(?:puskesmas|pustu|ponkesdes|polindes)\b/i.test(name)) return 'puskesmas';
  if (amenity === 'place_of_worship') return tags.get('religion') === 'muslim' || /\b(?:masjid|mushol?la|langgar)\b/i.test(name) ? 'mosque' : 'worship';
  const kind = own(kindOfAmenity, amenity);
  if (kind !== undefined) return kind;
  if (tags.get('man_made') === 'pier' || tags.get('landuse') === 'harbour' || tags.has('harbour')) return 'pier';
  if (tags.get('natural') === 'beach') return 'beach';
  if (tags.has('healthcare')) return 'clinic';
  if (tags.has('office')) return 'office';
  if (tags.has('shop')) return 'shop';
  return ['tourism', 'historic', 'leisure', 'amenity'].some((key) => tags.has(key)) ? 'other' : null;
}

/** Names it goes by beside its own, without repeats. */
export function otherNames(tags: ReadonlyMap<string, string>): readonly string[] {
  const name = tags.get('name');
  const keys = ['alt_name', 'old_name', 'loc_name', 'short_name', 'official_name', 'name:id', 'name:mad', 'name:en'];
  return [...new Set(keys.flatMap((key) => (tags.get(key) ?? '').split(';').map((each) => each.trim())))].filter((each) => each !== '' && each !== name);
}

function own(table: Readonly<Record<string, LandmarkKind>>, key: string | undefined): LandmarkKind | undefined {
  return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}
