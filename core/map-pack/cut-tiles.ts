import { GeoJSONVT, type GeoJSONVTTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Feature } from 'geojson';
import type { LayerPart } from './map-features.ts';
import { tileId } from './pmtiles-file.ts';
import type { Box, OnProgress } from './read-extract.ts';

export const minZoom = 5;
/** MapLibre draws deeper zooms from these. */
export const maxZoom = 14;
const extent = 4_096;

/** Cuts the layers into vector tiles, by ascending id. Empty tiles are not made. Only tiles that touch the box are: ways end where it ends. */
export function* cutTiles(parts: readonly LayerPart[], box: Box, onProgress: OnProgress): Generator<{ id: number; bytes: Uint8Array }> {
  const options = { maxZoom, indexMaxZoom: minZoom, tolerance: 4, extent, buffer: 64 };
  const cut = parts.map(({ layer, minZoom: from, features }) => ({
    layer,
    from,
    index: new GeoJSONVT({ type: 'FeatureCollection', features: features as unknown as Feature[] }, options),
  }));
  let parents: readonly [x: number, y: number][] = [[0, 0]];
  for (let zoom = 0; zoom <= maxZoom; zoom += 1) {
    const [left, top] = tileAt(zoom, box[0], box[3]);
    const [right, bottom] = tileAt(zoom, box[2], box[1]);
    const filled = parents
      .filter(([x, y]) => x >= left && x <= right && y >= top && y <= bottom && cut.some(({ index }) => index.getTile(zoom, x, y) !== null))
      .map(([x, y]): [id: number, x: number, y: number] => [tileId(zoom, x, y), x, y])
      .sort(([one], [other]) => one - other);
    for (const [done, [id, x, y]] of zoom < minZoom ? [] : filled.entries()) {
      const layers: Record<string, GeoJSONVTTile> = {};
      for (const { layer, from, index } of cut) {
        const tile = zoom < from ? null : index.getTile(zoom, x, y);
        if (tile === null || tile.features.length === 0) continue;
        const before = layers[layer];
        layers[layer] = before ? ({ ...before, features: [...before.features, ...tile.features] }) : tile;
      }
      if (Object.keys(layers).length > 0) yield { id, bytes: fromGeojsonVt(layers, { version: 2, extent }) };
      if (done % 64 === 63) onProgress(`tiles of zoom ${zoom}`, done + 1, filled.length);
    }
    parents = filled.flatMap(([, x, y]): [number, number][] => [[2 * x, 2 * y], [2 * x + 1, 2 * y], [2 * x, 2 * y + 1], [2 * x + 1, 2 * y + 1]]);
  }
}

function tileAt(zoom: number, longitude: number, latitude: number): [x: number, y: number] {
  const sine = Math.sin((Math.max(-85, Math.min(85, latitude)) * Math.PI) / 180);
  const last = 2 ** zoom - 1;
  const within = (share: number): number => Math.max(0, Math.min(last, Math.floor(share * 2 ** zoom)));
  return [within((longitude + 180) / 360), within(0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI))];
}
