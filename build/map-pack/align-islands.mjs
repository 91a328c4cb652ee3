import { distanceToRingM, isInside } from '#domain/places/islands.ts';

/**
 * @typedef {{ name: string, populated: boolean, latitude: number, longitude: number }} OfficialIsland
 * @typedef {number[][]} Ring closed, longitude before latitude
 * @typedef {{ east: number, north: number }} Offset in metres
 */

const metresPerDegree = 111_195;
/** Small enough that the middle of the shape and the official point mean the same spot. */
const smallIslandM = 5_000;
const pairedWithinM = 1_200;
const neighbourhoodM = 40_000;
const fewestPairs = 3;
const namedWithinM = 350;

/**
 * GSHHG draws the islands east of Sumenep up to 700 m west of where the official list (and GPS) has them. Every ring is
 * moved by the median offset of the small islands around it, if there are at least three; the others stay.
 * @param {Ring[]} rings
 * @param {OfficialIsland[]} islands
 */
export function alignRings(rings, islands) {
  const pairs = rings.flatMap((ring) => {
    const pair = pairOf(ring, rings, islands);
    return pair ? [pair] : [];
  });
  return rings.map((ring) => {
    const middle = middleOf(ring);
    const near = pairs
      .map((pair) => ({ ...pair, awayM: apartM(pair.middle, middle) }))
      .filter((pair) => pair.awayM <= neighbourhoodM)
      .sort((a, b) => a.awayM - b.awayM)
      .slice(0, 9);
    if (near.length < fewestPairs || extentM(ring) > 60_000) return { ring, offset: { east: 0, north: 0 } };
    const offset = { east: median(near.map((pair) => pair.offset.east)), north: median(near.map((pair) => pair.offset.north)) };
    return { ring: moved(ring, offset), offset };
  });
}

/**
 * Which official island each ring is: one name for one ring, populated ones first, then the closest.
 * @param {Ring[]} rings
 * @param {OfficialIsland[]} islands
 * @returns {(OfficialIsland | undefined)[]}
 */
export function nameRings(rings, islands) {
  const candidates = rings.flatMap((ring, index) =>
    islands.flatMap((island) => {
      const shoreM = isInside(ring, island.latitude, island.longitude) ? 0 : distanceToRingM(ring, island.latitude, island.longitude);
      const limitM = Math.min(namedWithinM, Math.max(200, extentM(ring) / 2));
      return shoreM <= limitM ? [{ index, island, shoreM, middleM: apartM(middleOf(ring), pointOf(island)) }] : [];
    }),
  );
  candidates.sort((a, b) => Number(b.island.populated) - Number(a.island.populated) || a.shoreM - b.shoreM || a.middleM - b.middleM);
  /** @type {(OfficialIsland | undefined)[]} */
  const names = rings.map(() => undefined);
  const taken = new Set();
  for (const { index, island } of candidates) {
    if (names[index] !== undefined || taken.has(island)) continue;
    names[index] = island;
    taken.add(island);
  }
  return names;
}

/**
 * The official island a small ring most likely is: each is the other's nearest.
 * @param {Ring} ring
 * @param {Ring[]} rings
 * @param {OfficialIsland[]} islands
 */
function pairOf(ring, rings, islands) {
  if (extentM(ring) > smallIslandM) return undefined;
  const middle = middleOf(ring);
  const island = nearest(islands, (each) => apartM(pointOf(each), middle));
  if (!island || apartM(pointOf(island), middle) > pairedWithinM) return undefined;
  if (nearest(rings, (each) => apartM(middleOf(each), pointOf(island))) !== ring) return undefined;
  const [x, y] = pointOf(island);
  const offset = { east: (x - middle[0]) * metresPerDegree * Math.cos((y * Math.PI) / 180), north: (y - middle[1]) * metresPerDegree };
  return { middle, offset };
}

/**
 * @param {Ring} ring
 * @param {Offset} offset
 */
function moved(ring, offset) {
  const [, y] = middleOf(ring);
  const east = offset.east / (metresPerDegree * Math.cos((y * Math.PI) / 180));
  const north = offset.north / metresPerDegree;
  return ring.map(([longitude = 0, latitude = 0]) => [longitude + east, latitude + north]);
}

/**
 * @param {OfficialIsland} island
 * @returns {[number, number]}
 */
function pointOf(island) {
  return [island.longitude, island.latitude];
}

/**
 * Middle of the bounding box.
 * @param {Ring} ring
 * @returns {[number, number]}
 */
function middleOf(ring) {
  const box = boxOf(ring);
  return [(box.west + box.east) / 2, (box.south + box.north) / 2];
}

/** @param {Ring} ring */
function extentM(ring) {
  const box = boxOf(ring);
  return apartM([box.west, box.south], [box.east, box.north]);
}

/** @param {Ring} ring */
function boxOf(ring) {
  const longitudes = ring.map(([longitude = 0]) => longitude);
  const latitudes = ring.map(([, latitude = 0]) => latitude);
  return { west: Math.min(...longitudes), east: Math.max(...longitudes), south: Math.min(...latitudes), north: Math.max(...latitudes) };
}

/**
 * @param {[number, number]} a
 * @param {[number, number]} b
 */
function apartM(a, b) {
  return Math.hypot((a[0] - b[0]) * Math.cos((a[1] * Math.PI) / 180), a[1] - b[1]) * metresPerDegree;
}

/**
 * @template Item
 * @param {Item[]} items
 * @param {(item: Item) => number} cost
 * @returns {Item | undefined}
 */
function nearest(items, cost) {
  return items.reduce((/** @type {Item | undefined} */ best, item) => (best === undefined || cost(item) < cost(best) ? item : best), undefined);
}

/** @param {number[]} numbers */
function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
