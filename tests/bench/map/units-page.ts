import { Map as MapLibreMap, setWorkerUrl, type GeoJSONSource, type GeoJSONSourceDiff } from 'maplibre-gl';
import type { UnitPosition } from '#domain/positions/position.ts';
import { unitKinds, type Unit } from '#domain/units/unit.ts';
import { drawIcon, iconPixelRatio } from '#renderer/map/icons/draw-icon.ts';
import { iconName, iconOf } from '#renderer/map/icons/icon-name.ts';
import { mapPalette } from '#renderer/map/map-palette.ts';
import { unitFeatures, unitOffsets } from '#renderer/map/unit-features.ts';
import { createIconCells, mercatorX, mercatorY, packUnits } from '#renderer/map/units/pack-units.ts';
import { createSpriteSheet } from '#renderer/map/units/sprite-sheet.ts';
import { unitLooks } from '#renderer/map/units/unit-look.ts';
import { createUnitsCanvas } from '#renderer/map/units/units-canvas.ts';
import { createUnitsGlLayer } from '#renderer/map/units/units-gl-layer.ts';

export type Way = 'canvas' | 'layer' | 'setData' | 'updateData';

/** The page of the benchmark of moving units. */
declare global {
  interface Window {
    /** Milliseconds from new positions to the pixel that shows them, by tick. */
    measureUnits(way: Way, count: number, ticks: number, zoom: number): Promise<number[]>;
  }
}

const colours: Readonly<Record<string, string>> = { '--green': '#00ff00', '--amber': '#ff0000', '--map-land': '#222222', '--map-sea': '#000000', '--map-halo': '#000000', '--on-tone-fill': '#000000' };
const palette = mapPalette('bench', (property) => colours[property] ?? '#888888');
const centre = { longitude: 113.87, latitude: -7.01 };
const wordOf = { status: new Proxy({} as Record<Unit['status'], string>, { get: () => '' }), age: () => '', atBase: '' };

/** Units spread over the view and moving; the first stands in the middle and changes its colour with every tick. */
function sceneAt(count: number, tick: number): { units: Map<string, Unit>; positions: Map<string, UnitPosition> } {
  const units = new Map<string, Unit>();
  const positions = new Map<string, UnitPosition>();
  const nowMs = Date.now();
  for (let index = 0; index < count; index += 1) {
    const unitId = `u${index}`;
    const isProbe = index === count - 1;
    units.set(unitId, {
      ...{ unitId, callSign: unitId, kind: isProbe ? 'ambulance' : (unitKinds[index % unitKinds.length] ?? 'ambulance'), status: isProbe && tick % 2 === 1 ? 'assigned' : 'available' },
      ...{ statusSinceMs: 0, statusBy: null, incidentId: isProbe ? 'i' : null, conflictRules: [], baseName: '', baseLatitude: 0, baseLongitude: 0, islandId: null, islandName: null, talkgroup: null, phone: null },
    });
    const turn = index * 2.399963;
    const reach = isProbe ? 0 : 0.02 + 0.28 * Math.sqrt(index / count);
    positions.set(unitId, {
      ...{ id: unitId, unitId, islandId: null, sourceId: 's', deviceId: unitId, fixedAtMs: nowMs, receivedAtMs: nowMs },
      latitude: centre.latitude + reach * Math.sin(turn) + (isProbe ? 0 : tick * 0.0001),
      longitude: centre.longitude + reach * Math.cos(turn),
      ...{ accuracyM: 10, speedKmh: isProbe ? 0 : 40, headingDeg: index % 360, altitudeM: null, batteryPercent: null, declaredStale: false },
    });
  }
  return { units, positions };
}

window.measureUnits = async (way, count, ticks, zoom) => {
  setWorkerUrl('/worker.mjs');
  const container = document.createElement('div');
  container.style.cssText = 'position:absolute;inset:0';
  document.body.replaceChildren(container);
  const map = new MapLibreMap({ container, style: { version: 8, sources: {}, layers: [] }, center: [centre.longitude, centre.latitude], zoom, attributionControl: false, fadeDuration: 0, interactive: false });
  await map.once('load');
  const { show, pixelShows } = way === 'canvas' ? withCanvas(map) : way === 'layer' ? withLayer(map) : withSource(map, way);
  const times: number[] = [];
  for (let tick = 0; tick < ticks; tick += 1) {
    const scene = sceneAt(count, tick);
    const beganAt = performance.now();
    show(scene.units, scene.positions);
    await pixelShows(tick % 2 === 1);
    times.push(performance.now() - beganAt);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  map.remove();
  return times;
};

type Shown = {
  readonly show: (units: ReadonlyMap<string, Unit>, positions: ReadonlyMap<string, UnitPosition>) => void;
  /** Resolves in the frame whose pixels show the tick's colour beside the middle of the view. */
  readonly pixelShows: (wantsRed: boolean) => Promise<void>;
};

/** The canvas over the map, drawn in the next frame as the console does. */
function withCanvas(map: MapLibreMap): Shown {
  const sheet = createSpriteSheet((icon) => drawIcon(icon, palette), (icon) => iconName(icon, palette.theme));
  const cells = createIconCells(sheet.cellOf);
  const element = document.createElement('canvas');
  element.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;pointer-events:none';
  map.getContainer().append(element);
  const canvas = createUnitsCanvas(element, sheet.sprites);
  const pen = element.getContext('2d');
  let drawn: Promise<void> = Promise.resolve();
  return {
    show(units, positions) {
      const looks = unitLooks({ units, positions, chosenUnitId: null, nowMs: Date.now(), isPast: false });
      const packed = packUnits(looks, unitOffsets(looks, []), cells);
      drawn = new Promise((resolve) =>
        requestAnimationFrame(() => {
          const { lng, lat } = map.getCenter();
          const { clientWidth, clientHeight } = map.getContainer();
          canvas.draw([packed], { widthPx: clientWidth, heightPx: clientHeight, ratio: devicePixelRatio, worldPx: 512 * 2 ** map.getZoom(), x: mercatorX(lng), y: mercatorY(lat) });
          resolve();
        }),
      );
    },
    async pixelShows(wantsRed) {
      await drawn;
      const [red = 0, green = 0] = pen?.getImageData(element.width / 2 + 6, element.height / 2 - 4, 1, 1).data ?? [];
      if ((wantsRed ? red : green) < 200 || (wantsRed ? green : red) > 60) throw new Error(`the canvas shows ${red} ${green}`);
    },
  };
}

function withLayer(map: MapLibreMap): Shown {
  const sheet = createSpriteSheet((icon) => drawIcon(icon, palette), (icon) => iconName(icon, palette.theme));
  const cells = createIconCells(sheet.cellOf);
  const layer = createUnitsGlLayer('units', sheet.sprites);
  map.addLayer(layer);
  return {
    show(units, positions) {
      const looks = unitLooks({ units, positions, chosenUnitId: null, nowMs: Date.now(), isPast: false });
      layer.show(packUnits(looks, unitOffsets(looks, []), cells));
    },
    pixelShows: (wantsRed) => mapPixelShows(map, wantsRed),
  };
}

/** The same icons and arrows as features of a source. Both peers are spared the words and the placing of labels. */
function withSource(map: MapLibreMap, way: 'setData' | 'updateData'): Shown {
  map.setMissingStyleImageResolver((name) => {
    const icon = iconOf(name);
    if (icon && !map.hasImage(name)) map.addImage(name, drawIcon(icon, palette), { pixelRatio: iconPixelRatio });
  });
  map.addSource('units', { type: 'geojson', data: { type: 'FeatureCollection', features: [] }, promoteId: 'unitId' });
  const always = { 'icon-allow-overlap': true, 'icon-ignore-placement': true, 'icon-padding': 0 } as const;
  map.addLayer({ id: 'arrow', source: 'units', type: 'symbol', filter: ['!=', ['get', 'headingIcon'], null], layout: { ...always, 'icon-image': ['get', 'headingIcon'], 'icon-rotate': ['get', 'headingDeg'], 'icon-rotation-alignment': 'map' } });
  map.addLayer({ id: 'icon', source: 'units', type: 'symbol', layout: { ...always, 'symbol-sort-key': ['get', 'rank'], 'icon-image': ['get', 'icon'] } });
  let isFirst = true;
  const show: Shown['show'] = (units, positions) => {
    const looks = unitLooks({ units, positions, chosenUnitId: null, nowMs: Date.now(), isPast: false });
    const data = unitFeatures({ looks, offsets: new Map(), theme: palette.theme, words: wordOf });
    const source = map.getSource<GeoJSONSource>('units');
    if (way === 'setData' || isFirst) void source?.setData(data);
    else {
      const update: NonNullable<GeoJSONSourceDiff['update']> = data.features.map(({ geometry, properties }) => ({
        id: properties.unitId,
        newGeometry: geometry,
        addOrUpdateProperties: [{ key: 'icon', value: properties.icon }, { key: 'headingIcon', value: properties.headingIcon }, { key: 'headingDeg', value: properties.headingDeg }],
      }));
      void source?.updateData({ update });
    }
    isFirst = false;
  };
  return { show, pixelShows: (wantsRed) => mapPixelShows(map, wantsRed) };
}

function mapPixelShows(map: MapLibreMap, wantsRed: boolean): Promise<void> {
  const gl = map.getCanvas().getContext('webgl2');
  if (!gl) throw new Error('there is no WebGL');
  const pixel = new Uint8Array(4);
  return new Promise((resolve) => {
    const look = (): void => {
      gl.readPixels(gl.drawingBufferWidth / 2 + 6, gl.drawingBufferHeight / 2 + 4, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
      const [red = 0, green = 0] = pixel;
      if ((wantsRed ? red : green) < 200 || (wantsRed ? green : red) > 60) return;
      map.off('render', look);
      resolve();
    };
    map.on('render', look);
    map.triggerRepaint();
  });
}
