import type { Ground } from '#domain/routes/node-index.ts';
import type { Log } from '../log.ts';
import { openInstalledMapPack, type MapPack } from './installed-map-pack.ts';

/** The map pack that a station works with from its start to its end. */
export type StationMapPack = {
  /** Null where none is installed, or where it is damaged: then the shipped map serves, and `fault` says why. */
  readonly pack: MapPack | null;
  readonly fault: string | null;
  close(): void;
};

/** Opens the pack that is installed in a data folder. A damaged one never keeps a station from starting. */
export function openStationMapPack(dataDir: string, islandAt: Ground['islandAt'], log: Log): StationMapPack {
  const opened = openInstalledMapPack(dataDir, islandAt);
  if (!opened.ok) {
    log.warn('the installed map pack is not used', { why: opened.sentence });
    return { pack: null, fault: opened.sentence, close: () => undefined };
  }
  const pack = opened.value;
  return { pack, fault: null, close: () => pack?.close() };
}
