import { addProtocol } from 'maplibre-gl';
import { Protocol } from 'pmtiles';
import { mapTilesPath } from '#contract/console-files.ts';

/** Shared by every map of the window, so that the directories of a pack are read once. */
const protocol = new Protocol();

/** Lets maps read tiles out of one file, a range at a time. */
export function readTilesByRange(): void {
  addProtocol('pmtiles', protocol.tile);
}

/** The address of an installed pack's tiles, from where this page came. */
export function packTilesAddress(packId: string): string {
  return `pmtiles://${new URL(mapTilesPath(packId), location.href).href}`;
}
