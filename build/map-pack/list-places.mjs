import { createIslands } from '#domain/places/islands.ts';
import { facilities } from './facility-facts.mjs';
import { islandAliases, islandOfVillage, kecamatanSeats, townFacts } from './kecamatan-facts.mjs';

/**
 * @typedef {import('./align-islands.mjs').OfficialIsland & { code: string, radiusM: number }} ListedIsland
 * @typedef {{ latitude: number, longitude: number }} Point
 * @typedef {Point & { id: string, name: string, kind: string, detail: string, radiusM: number, islandId: string | null, islandName: string | null, aliases: string[] }} Place
 */

/**
 * Every place the console can offer: islands, kecamatan, GeoNames places, villages, facilities.
 * @param {{ collection: unknown, islands: ListedIsland[], kecamatan: Record<string, string>[], desa: Record<string, string>[], cities: Record<string, string>[] }} given
 * @returns {Place[]}
 */
export function listPlaces({ collection, islands, kecamatan, desa, cities }) {
  const { islandAt } = createIslands(collection);
  const towns = cities.map(({ name = '', lat, lon }) => ({ name, latitude: Number(lat), longitude: Number(lon) }));
  const nameOfCode = new Map(kecamatan.map(({ code, name }) => [code, spelling(name ?? '')]));
  /** @param {string} name */
  const seatOf = (name) => {
    const seat = kecamatanSeats[name];
    if (!seat) throw new Error(`No seat is known for the kecamatan ${name}.`);
    const town = towns.find((each) => each.name === seat.town);
    const point = town ?? { latitude: seat.latitude ?? NaN, longitude: seat.longitude ?? NaN };
    return { latitude: point.latitude, longitude: point.longitude, radiusM: seat.radiusM, surveyed: town !== undefined, aliases: seat.aliases ?? [] };
  };
  /**
   * @param {string} id
   * @param {string} kind
   * @param {string} name
   * @param {string} detail
   * @param {Point & { radiusM: number, aliases?: string[] }} where
   * @returns {Place}
   */
  const place = (id, kind, name, detail, { latitude, longitude, radiusM, aliases = [] }) => {
    const island = islandAt(latitude, longitude);
    return {
      id,
      name,
      kind,
      detail: radiusM > approximateFromM ? `${detail} · titik perkiraan ±${Math.round(radiusM / 1000)} km` : detail,
      latitude: rounded(latitude),
      longitude: rounded(longitude),
      radiusM,
      islandId: island?.id ?? null,
      islandName: island?.name ?? null,
      aliases,
    };
  };

  const islandPlaces = islands.map((island) =>
    place(`pulau-${island.code}`, 'island', island.name, island.populated ? 'Pulau berpenghuni' : 'Pulau tak berpenghuni', {
      ...island,
      aliases: aliasesOfIsland(island.name),
    }),
  );
  const kecamatanPlaces = [...nameOfCode].map(([code, name]) => place(`kecamatan-${code}`, 'kecamatan', name, 'Kecamatan', seatOf(name)));
  const townPlaces = towns.map((town, index) => {
    const facts = townFacts.byName[town.name] ?? { kecamatan: town.name };
    return place(`tempat-${index + 1}`, 'town', facts.name ?? town.name, `Kec. ${facts.kecamatan}`, { ...town, radiusM: 1_500, aliases: facts.aliases ?? [] });
  });
  const villagePlaces = desa.map(({ code = '', district = '', name = '' }) => {
    const village = spelling(name);
    const parent = nameOfCode.get(district) ?? '';
    const onIsland = islands.find((island) => island.name === islandOfVillage[`${parent}/${village}`]);
    const town = towns.find((each) => each.name === village && (townFacts.byName[each.name]?.kecamatan ?? each.name) === parent);
    const where = onIsland ?? (town ? { ...town, radiusM: 1_500 } : withoutAliases(seatOf(parent)));
    const rank = isKelurahan(code) ? 'Kelurahan' : 'Desa';
    return place(`desa-${code}`, 'village', village, `${rank}, Kec. ${parent}`, {
      latitude: where.latitude,
      longitude: where.longitude,
      radiusM: onIsland ? Math.max(onIsland.radiusM, 2_000) : where.radiusM,
    });
  });
  const facilityPlaces = facilities([...nameOfCode.values()]).map((facility, index) => {
    const seat = seatOf(facility.kecamatan);
    const point = facility.at === 'seat' ? seat : { latitude: facility.latitude ?? NaN, longitude: facility.longitude ?? NaN };
    const radiusM = facility.radiusM ?? (seat.surveyed ? 2_000 : seat.radiusM);
    return place(`fasilitas-${index + 1}`, 'facility', facility.name, `Kec. ${facility.kecamatan}`, { ...point, radiusM, aliases: facility.aliases ?? [] });
  });
  return [...islandPlaces, ...kecamatanPlaces, ...townPlaces, ...villagePlaces, ...facilityPlaces];
}

/** From this radius on the text says that the point is only approximate. */
const approximateFromM = 2_500;

/** @param {string} name */
export function spelling(name) {
  return name.replaceAll('"', "'").trim();
}

/** @param {number} degrees */
export function rounded(degrees) {
  return Math.round(degrees * 1e5) / 1e5;
}

/** @param {string} name */
function aliasesOfIsland(name) {
  return /** @type {Record<string, string[]>} */ (islandAliases)[name] ?? [];
}

/** @param {Point & { radiusM: number }} where */
function withoutAliases({ latitude, longitude, radiusM }) {
  return { latitude, longitude, radiusM };
}

/**
 * Kelurahan carry a 1 in front of their number, desa a 2 (code table of the ministry).
 * @param {string} code
 */
function isKelurahan(code) {
  return code.split('.')[3]?.startsWith('1') ?? false;
}
