import { LngLatBounds, type Map as MapLibreMap } from 'maplibre-gl';
import { overviewPadding } from './open-map.ts';
import type { Bounds } from './place-features.ts';

export type LongitudeLatitude = readonly [longitude: number, latitude: number];

type MapTargets = {
  readonly overview: Bounds;
  /** The points of everything that is chosen; the selection key shows them all. */
  readonly selection: readonly LongitudeLatitude[];
  readonly onUsePoint: (point: LongitudeLatitude) => void;
  /** What the keys of whoever stands around the map do; false for a key that means nothing to them either. */
  readonly onOtherKey: (key: string, middle: LongitudeLatitude) => boolean;
};

/** The keys that move the view while the map has the focus. Nothing else moves it, apart from the pointer. */
export const mapKeys = { overview: 'Home', selection: 'M', zoomIn: '+', zoomOut: '-', point: 'T', past: 'H', minuteBack: ',', minuteOn: '.', hourBack: '<', hourOn: '>', follow: 'F', measure: 'U', legend: 'L', otherMap: 'N', oneMap: 'X', otherWindow: 'W' } as const;

const panPx = 120;
/** Close enough to tell two villages apart. */
const selectionZoom = 12;
const selectionPaddingPx = 72;
const still = { animate: false } as const;

/** Does what a key means on the map; false for a key that means nothing here. */
export function onMapKey(map: MapLibreMap, event: KeyboardEvent, targets: MapTargets): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  switch (event.key) {
    case 'ArrowLeft':
      map.panBy([-panPx, 0], still);
      return true;
    case 'ArrowRight':
      map.panBy([panPx, 0], still);
      return true;
    case 'ArrowUp':
      map.panBy([0, -panPx], still);
      return true;
    case 'ArrowDown':
      map.panBy([0, panPx], still);
      return true;
    case '+':
    case '=':
      map.zoomIn(still);
      return true;
    case '-':
    case '_':
      map.zoomOut(still);
      return true;
    case 'Home':
      showOverview(map, targets.overview);
      return true;
    case 'm':
    case 'M':
      showSelection(map, targets.selection);
      return true;
    case 't':
    case 'T':
      targets.onUsePoint(middleOf(map));
      return true;
    default:
      return targets.onOtherKey(event.key, middleOf(map));
  }
}

export function showOverview(map: MapLibreMap, overview: Bounds): void {
  map.fitBounds([...overview], { padding: { ...overviewPadding }, ...still });
}

/** Puts what is chosen into the middle, and comes closer if the view is far away. */
export function showSelection(map: MapLibreMap, selection: readonly LongitudeLatitude[]): void {
  const [first, ...others] = selection;
  if (first === undefined) return;
  if (others.length === 0) {
    map.jumpTo({ center: [first[0], first[1]], zoom: Math.max(map.getZoom(), selectionZoom) });
    return;
  }
  const bounds = new LngLatBounds();
  for (const [longitude, latitude] of selection) bounds.extend([longitude, latitude]);
  map.fitBounds(bounds, { padding: selectionPaddingPx, maxZoom: selectionZoom + 1, ...still });
}

export function middleOf(map: MapLibreMap): LongitudeLatitude {
  const { lng, lat } = map.getCenter();
  return [lng, lat];
}
