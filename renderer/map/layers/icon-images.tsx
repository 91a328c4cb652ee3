import { useEffect } from 'react';
import { drawIcon, iconPixelRatio } from '../icons/draw-icon.ts';
import { iconOf } from '../icons/icon-name.ts';
import { useLiveMap } from '../map-context.ts';
import type { MapPalette } from '../map-palette.ts';

/** Draws the map's icons when a layer first asks for them by name. There are a few hundred names at most. */
export function IconImages({ palette }: { readonly palette: MapPalette }) {
  const live = useLiveMap();
  useEffect(() => {
    const { map } = live;
    map.setMissingStyleImageResolver((name) => {
      const icon = iconOf(name);
      if (icon && !map.hasImage(name)) map.addImage(name, drawIcon(icon, palette), { pixelRatio: iconPixelRatio });
    });
    return () => {
      if (!live.isGone()) map.setMissingStyleImageResolver(null);
    };
  }, [live, palette]);
  return null;
}
