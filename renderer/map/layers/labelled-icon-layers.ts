import { iconName } from '../icons/icon-name.ts';
import { labelSizePx } from '../label-anchors.ts';
import { mapFont, mapFontStrong } from '../map-font.ts';
import type { MapPalette } from '../map-palette.ts';
import type { DataLayer } from '../use-layers.ts';

type SymbolLayer = Extract<DataLayer, { type: 'symbol' }>;

/** Icons are never left out for want of room: what is there is drawn, and names of places make way for it. */
export const alwaysDrawn = { 'icon-allow-overlap': true, 'icon-padding': 0 } as const;

/** What only belongs to an icon takes no room of its own. */
export const withoutRoom = { ...alwaysDrawn, 'icon-ignore-placement': true } as const;

/** The four corners around the chosen feature. */
export function chosenLayer(palette: MapPalette, offset: NonNullable<SymbolLayer['layout']>['icon-offset']): DataLayer {
  return {
    id: 'chosen',
    type: 'symbol',
    filter: ['get', 'chosen'],
    layout: { ...withoutRoom, 'icon-image': iconName({ kind: 'chosen' }, palette.theme), ...(offset === undefined ? {} : { 'icon-offset': offset }) },
  };
}

/** A name and, smaller beneath it, what is to say about it; left out where there is no room, the highest `rank` last. */
export function labelLayout(title: string, detail: string): NonNullable<SymbolLayer['layout']> {
  return {
    'text-field': [
      'format',
      ['get', title],
      { 'text-font': ['literal', [...mapFontStrong]] },
      '\n',
      {},
      ['get', detail],
      { 'font-scale': 0.93 },
    ],
    'text-font': [...mapFont],
    'text-size': labelSizePx,
    'text-line-height': 1.15,
    'text-max-width': 14,
    'text-justify': 'auto',
    'text-variable-anchor-offset': ['get', 'labelAnchors'],
    'text-optional': true,
    'text-padding': 1,
    'symbol-sort-key': ['-', ['get', 'rank']],
  };
}
