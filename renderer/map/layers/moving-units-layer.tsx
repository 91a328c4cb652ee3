import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { MapMouseEvent } from 'maplibre-gl';
import { drawIcon } from '../icons/draw-icon.ts';
import { iconName } from '../icons/icon-name.ts';
import { useLiveMap } from '../map-context.ts';
import type { MapPalette } from '../map-palette.ts';
import { createIconCells, packIcons, packUnits, type PackedUnits, type PlacedIcon } from '../units/pack-units.ts';
import { createSpriteSheet } from '../units/sprite-sheet.ts';
import type { UnitLook } from '../units/unit-look.ts';
import { openCanvasDrawer, openGlDrawer, type UnitsDrawer } from '../units/units-drawer.ts';
import { unitsAt } from '../units/units-in-view.ts';

export type MovingUnitsLayerProps = {
  /** All but the chosen one. */
  readonly looks: readonly UnitLook[];
  /** The chosen one, if it is drawn. */
  readonly chosenLooks: readonly UnitLook[];
  /** What the map draws above units: a canvas over the map draws it once more. */
  readonly above: readonly PlacedIcon[];
  readonly offsets: ReadonlyMap<string, readonly [x: number, y: number]>;
  readonly palette: MapPalette;
  /** The ids of the units under the pointer, the topmost first. */
  readonly onPress: (unitIds: readonly string[]) => void;
};

/** Every unit's icon and arrow, drawn straight from packed arrays; their labels are a layer of their own. */
export function MovingUnitsLayer({ looks, chosenLooks, above, offsets, palette, onPress }: MovingUnitsLayerProps) {
  const live = useLiveMap();
  const drawing = useMemo(() => {
    const sheet = createSpriteSheet((icon) => drawIcon(icon, palette), (icon) => iconName(icon, palette.theme));
    return { sheet, cells: createIconCells(sheet.cellOf) };
  }, [palette]);
  const layers = useMemo((): readonly PackedUnits[] => {
    const units = packUnits(looks, offsets, drawing.cells);
    if (!live.isDrawnByProcessor) return [units];
    const corners = chosenLooks.map(({ unit, longitude, latitude }): PlacedIcon => ({ longitude, latitude, icon: { kind: 'chosen' }, offset: offsets.get(unit.unitId) ?? [0, 0] }));
    return [units, packIcons(above, drawing.sheet.cellOf), packUnits(chosenLooks, offsets, drawing.cells), packIcons(corners, drawing.sheet.cellOf)];
  }, [live, looks, chosenLooks, above, offsets, drawing]);
  const drawer = useRef<UnitsDrawer | null>(null);
  const latest = useRef({ layers, looks, offsets, onPress });

  useLayoutEffect(() => {
    latest.current = { layers, looks, offsets, onPress };
  });

  useEffect(() => {
    const { map } = live;
    const opened = (live.isDrawnByProcessor ? openCanvasDrawer : openGlDrawer)(live, drawing.sheet.sprites);
    drawer.current = opened;
    opened.show(latest.current.layers);
    const onClick = ({ point }: MapMouseEvent): void => {
      const now = latest.current;
      const ids = unitsAt(now.looks, now.offsets, (longitude, latitude) => map.project([longitude, latitude]), point);
      if (ids.length > 0) now.onPress(ids);
    };
    map.on('click', onClick);
    return () => {
      drawer.current = null;
      map.off('click', onClick);
      opened.remove();
    };
  }, [live, drawing]);

  useEffect(() => drawer.current?.show(layers), [layers]);
  return null;
}
