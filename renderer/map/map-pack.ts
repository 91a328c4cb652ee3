import islandsText from '../../resources/map/islands.geojson?raw';
import roadsText from '../../resources/map/roads.json?raw';
import seaText from '../../resources/map/sea-legs.json?raw';
import placesText from '../../resources/gazetteer/places.json?raw';
import { createIslands, type Ring } from '#domain/places/islands.ts';
import type { Islands } from './island-features.ts';
import { skeletonFeatures, type SkeletonFeatures, type SkeletonRoad, type SkeletonSea } from './skeleton-features.ts';
import { boundsOf, type Bounds, type MapPlaceRecord } from './place-features.ts';

/** What the map draws beneath everything that lives; shipped with the program. */
export type MapPack = {
  readonly islands: Islands;
  readonly places: readonly MapPlaceRecord[];
  readonly skeleton: SkeletonFeatures;
  readonly sea: SkeletonSea;
  readonly shoreOf: (islandId: string) => Ring | null;
  /** All seats of kecamatan with their islands: what the site looks like from above. */
  readonly overview: Bounds;
};

const overviewMarginDeg = 0.15;
/** The Indonesian archipelago, for a pack without any seat. */
const everything: Bounds = [95, -11, 141, 6];

export function readMapPack(): MapPack {
  const islands = JSON.parse(islandsText) as Islands;
  const places = JSON.parse(placesText) as readonly MapPlaceRecord[];
  const seats = places.filter((place) => place.kind === 'kecamatan');
  const { roads } = JSON.parse(roadsText) as { readonly roads: readonly SkeletonRoad[] };
  const sea = JSON.parse(seaText) as SkeletonSea;
  const skeleton = skeletonFeatures(roads, sea);
  return { islands, places, skeleton, sea, shoreOf: createIslands(islands).shoreOf, overview: boundsOf(seats, overviewMarginDeg) ?? everything };
}
