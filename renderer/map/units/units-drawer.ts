import type { LiveMap } from '../map-context.ts';
import { mercatorX, mercatorY, type PackedUnits } from './pack-units.ts';
import type { Sprite } from './sprite-sheet.ts';
import { createUnitsCanvas } from './units-canvas.ts';
import { createUnitsGlLayer } from './units-gl-layer.ts';

/** What draws the moving units of one map. */
export type UnitsDrawer = { show(layers: readonly PackedUnits[]): void; remove(): void };

/** A layer of the map, for the graphics card; of several layers only the first is drawn, since the map draws what lies above. */
export function openGlDrawer({ map, prefix, isGone }: LiveMap, sprites: readonly Sprite[]): UnitsDrawer {
  const layer = createUnitsGlLayer(`${prefix}-moving-units`, sprites);
  map.addLayer(layer);
  return {
    show([units]) {
      if (units) layer.show(units);
    },
    remove() {
      if (!isGone()) map.removeLayer(layer.id);
    },
  };
}

/** Mercator's square is so many pixels wide at zoom 0. */
const worldPxAtZoom0 = 512;

/** A canvas over the map: drawn with every picture of the map, and alone when only units have moved. */
export function openCanvasDrawer({ map }: LiveMap, sprites: readonly Sprite[]): UnitsDrawer {
  const element = document.createElement('canvas');
  element.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;pointer-events:none';
  element.dataset['units'] = '';
  map.getContainer().append(element);
  const canvas = createUnitsCanvas(element, sprites);
  let shown: readonly PackedUnits[] = [];
  let frame = 0;
  const draw = (): void => {
    cancelAnimationFrame(frame);
    frame = 0;
    const { lng, lat } = map.getCenter();
    const { clientWidth, clientHeight } = map.getContainer();
    canvas.draw(shown, { widthPx: clientWidth, heightPx: clientHeight, ratio: devicePixelRatio, worldPx: worldPxAtZoom0 * 2 ** map.getZoom(), x: mercatorX(lng), y: mercatorY(lat) });
  };
  map.on('render', draw);
  return {
    show(layers) {
      shown = layers;
      frame ||= requestAnimationFrame(draw);
    },
    remove() {
      cancelAnimationFrame(frame);
      map.off('render', draw);
      element.remove();
    },
  };
}
