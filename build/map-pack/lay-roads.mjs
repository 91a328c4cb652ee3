import { distanceM } from '#domain/places/distance.ts';
import { pierFacts, seaFacts } from './sea-facts.mjs';
import { roadFacts, skeletonSpeedsKmh } from './road-facts.mjs';

/**
 * @typedef {{ latitude: number, longitude: number }} Point
 * @typedef {{ id: string, name: string, kind: string, islandId: string | null } & Point} Place
 * @typedef {{ properties: { id: string }, geometry: { coordinates: number[][][] } }} Shape
 */

/** Longest piece of a laid road, in metres: whoever joins a road joins it at most half of that beside the true spot. */
const pieceM = 250;

/**
 * Piers with a point each, roads as lines of points no further than 250 m apart, and sea legs. Throws where a road would leave its island.
 * @param {{ places: readonly Place[], shapes: readonly Shape[], islandAt: (latitude: number, longitude: number) => { id: string } | null }} given
 */
export function layRoads({ places, shapes, islandAt }) {
  const piers = pierFacts.map(({ id, name, island, radiusM, latitude, longitude }) => {
    const point = latitude !== undefined && longitude !== undefined ? { latitude, longitude } : shorePoint(shapes, island, officialPoint(places, island));
    return { id, name, islandId: island, ...rounded(point), radiusM, approximate: true };
  });
  const seats = new Map(places.filter(({ kind }) => kind === 'kecamatan').map((place) => [place.name, place]));
  /** @param {string | readonly [number, number]} stop @returns {Point} */
  const pointOf = (stop) => {
    if (typeof stop !== 'string') return { latitude: stop[0], longitude: stop[1] };
    const known = seats.get(stop) ?? piers.find(({ id }) => id === stop);
    if (!known) throw new Error(`A road goes to ${stop}, which is no seat of a kecamatan and no pier.`);
    return known;
  };
  const hamlets = pierFacts
    .filter(({ island }) => !roadFacts.some((road) => road.island === island))
    .map(({ id, island }) => {
      const { latitude, longitude } = officialPoint(places, island);
      return { island, name: `Jalan kampung ${id}`, class: /** @type {const} */ ('tertiary'), way: [id, /** @type {const} */ ([latitude, longitude])] };
    });
  const roads = [...roadFacts, ...hamlets].map((road) => {
    const line = inPieces(road.way.map(pointOf));
    const off = line.find(({ latitude, longitude }) => islandAt(latitude, longitude)?.id !== road.island);
    if (off) throw new Error(`${road.name} leaves ${road.island} at ${off.latitude}, ${off.longitude}.`);
    return { name: road.name, islandId: road.island, speedKmh: skeletonSpeedsKmh[road.class], class: road.class, line: line.map(({ latitude, longitude }) => [longitude, latitude]) };
  });
  const seaLegs = seaFacts.map(({ between: [from, to], vessel, minutes, waveLimitM, timetable }) => {
    for (const pier of [from, to]) if (!piers.some(({ id }) => id === pier)) throw new Error(`A sea leg goes to ${pier}, which is no pier.`);
    return { id: `${from}--${to}--${vessel}`, from, to, vessel, minutes, waveLimitM, timetable, approximate: true };
  });
  return { roads, piers, seaLegs };
}

/**
 * @param {readonly Place[]} places
 * @param {string} island
 */
function officialPoint(places, island) {
  const place = places.find(({ kind, islandId }) => kind === 'island' && islandId === island);
  if (!place) throw new Error(`No place is the island ${island}.`);
  return place;
}

/**
 * The corner of the shore nearest to a point.
 * @param {readonly Shape[]} shapes
 * @param {string} island
 * @param {Point} point
 */
function shorePoint(shapes, island, point) {
  const ring = shapes.find(({ properties }) => properties.id === island)?.geometry.coordinates[0] ?? [];
  const corners = ring.map(([longitude = 0, latitude = 0]) => ({ latitude, longitude }));
  const [nearest] = corners.toSorted((a, b) => distanceM(a, point) - distanceM(b, point));
  if (!nearest) throw new Error(`The island ${island} has no shape.`);
  return nearest;
}

/** @param {readonly Point[]} stops */
function inPieces(stops) {
  const [first, ...rest] = stops;
  if (!first) return [];
  const line = [rounded(first)];
  let from = first;
  for (const to of rest) {
    const pieces = Math.max(1, Math.ceil(distanceM(from, to) / pieceM));
    for (let piece = 1; piece <= pieces; piece += 1) {
      const share = piece / pieces;
      line.push(rounded({ latitude: from.latitude + (to.latitude - from.latitude) * share, longitude: from.longitude + (to.longitude - from.longitude) * share }));
    }
    from = to;
  }
  return line;
}

/** @param {Point} point @returns {Point} */
function rounded({ latitude, longitude }) {
  return { latitude: Math.round(latitude * 1e5) / 1e5, longitude: Math.round(longitude * 1e5) / 1e5 };
}
