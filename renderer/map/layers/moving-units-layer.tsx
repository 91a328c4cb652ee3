import { useEffect, useMemo, useRef } from 'react';
import type { MapMouseEvent } from 'maplibre-gl';
import { drawIcon } from '../icons/draw-icon.ts';
import { iconName } from '../icons/icon-name.ts';
import { useLiveMap } from '../map-context.ts';
import type { MapPalette } from '../map-palette.ts';
import { createIconCells, packUnits } from '../units/pack-units.ts';
import { createSpriteSheet } from '../units/sprite-sheet.ts';
import type { UnitLook } from '../units/unit-look.ts';
import { createUnitsGlLayer, type UnitsGlLayer } from '../units/units-gl-layer.ts';
import { unitsAt } from '../units/units-in-view.ts';

/** Every unit's icon and arrow, drawn straight from packed arrays; their labels are a layer of their own. */
export function MovingUnitsLayer({ looks, offsets, palette, onPress }: {
  readonly looks: readonly UnitLook[];
  readonly offsets: ReadonlyMap<string, readonly [x: number, y: number]>;
  readonly palette: MapPalette;
  /** The ids of the units under the pointer, the topmost first. */
  readonly onPress: (unitIds: readonly string[]) => void;
}) {
  const live = useLiveMap();
  const drawing = useMemo(() => {
    const sheet = createSpriteSheet((icon) => drawIcon(icon, palette), (icon) => iconName(icon, palette.theme));
    return { sheet, cells: createIconCells(sheet.cellOf) };
  }, [palette]);
  const layer = useRef<UnitsGlLayer | null>(null);
  const latest = useRef({ looks, offsets, onPress });

  useEffect(() => {
    latest.current = { looks, offsets, onPress };
  });

  useEffect(() => {
    const { map, prefix } = live;
    const id = `${prefix}-moving-units`;
    const made = createUnitsGlLayer(id, drawing.sheet.sprites);
    layer.current = made;
    made.show(packUnits(latest.current.looks, latest.current.offsets, drawing.cells));
    map.addLayer(made);
    const onClick = ({ point }: MapMouseEvent): void => {
      const now = latest.current;
      const ids = unitsAt(now.looks, now.offsets, (longitude, latitude) => map.project([longitude, latitude]), point);
      if (ids.length > 0) now.onPress(ids);
    };
    map.on('click', onClick);
    return () => {
      layer.current = null;
      map.off('click', onClick);
      if (!live.isGone()) map.removeLayer(id);
    };
  }, [live, drawing]);

  useEffect(() => {
    layer.current?.show(packUnits(looks, offsets, drawing.cells));
  }, [looks, offsets, drawing]);
  return null;
}
