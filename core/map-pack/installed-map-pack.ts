import { closeSync, cpSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mapPacksFolder } from '#contract/console-files.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { ferryLegs } from '#domain/routes/ferry-legs.ts';
import type { Ground } from '#domain/routes/node-index.ts';
import { decodeRoadGraph } from '#domain/routes/road-graph-file.ts';
import type { SeaNetwork } from '#domain/routes/sea-legs.ts';
import { openMapGazetteer, type MapGazetteer } from '../db/map-gazetteer.ts';
import { flush, flushFolder } from './flush-folder.ts';
import { mapPackFiles, readManifest, verifyMapPack, type MapPackManifest } from './map-pack-folder.ts';

const currentFile = 'current';

/** A map pack that is open. `tiles.read` gives bytes of the PMTiles file, fewer at its end. */
export type MapPack = {
  readonly manifest: MapPackManifest;
  /** The road graph as it stands in its file, checked whole, in memory that threads share. */
  readonly graphBytes: Uint8Array<SharedArrayBuffer>;
  /** The ferries of the map that say how long they take. */
  readonly ferries: SeaNetwork;
  readonly gazetteer: MapGazetteer;
  readonly tiles: { readonly path: string; readonly bytes: number; readonly read: (offset: number, length: number) => Uint8Array };
  readonly close: () => void;
};

function packsOf(dataDir: string): string {
  return join(dataDir, mapPacksFolder);
}

/**
 * Copies a pack into a station's data folder, checks every byte of the copy, and only then lets `current` name it: cut off anywhere, the
 * station has the old pack or the new one. A damaged pack is refused and changes nothing.
 */
export function installMapPack(folder: string, dataDir: string): Outcome<MapPackManifest> {
  if (!existsSync(dataDir)) return failure('no-station', `There is no data folder ${dataDir}.`);
  const given = verifyMapPack(folder);
  if (!given.ok) return given;
  const packs = packsOf(dataDir);
  const { id } = given.value;
  const incoming = join(packs, `incoming-${process.pid}`);
  const before = currentIdOf(packs);
  try {
    mkdirSync(packs, { recursive: true });
    if (!verifyMapPack(join(packs, id)).ok) {
      rmSync(join(packs, id), { recursive: true, force: true });
      rmSync(incoming, { recursive: true, force: true });
      cpSync(folder, incoming, { recursive: true });
      const copied = verifyMapPack(incoming);
      if (!copied.ok) return copied;
      const opened = openMapPack(incoming, () => null);
      if (!opened.ok) return opened;
      opened.value.close();
      flushFolder(incoming);
      renameSync(incoming, join(packs, id));
    }
    const next = join(packs, `${currentFile}-${process.pid}`);
    writeFileSync(next, `${id}\n`);
    flush(next, 'r+');
    renameSync(next, join(packs, currentFile));
    if (process.platform !== 'win32') flush(packs, 'r');
  } catch (error) {
    return failure('map-pack-not-installed', `The map pack could not be installed: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    rmSync(incoming, { recursive: true, force: true });
  }
  const last = before.ok ? before.value : null;
  if (last !== id) forgetOthers(packs, [id, last]);
  return given;
}

/** What earlier installations left, except the last one: a running station reads its tiles until it is started again. */
function forgetOthers(packs: string, kept: readonly (string | null)[]): void {
  for (const name of readdirSync(packs)) {
    if (kept.includes(name) || name === currentFile) continue;
    try {
      rmSync(join(packs, name), { recursive: true, force: true });
    } catch {
      // Held open by somebody, which Windows does not allow: the next installation takes it away.
    }
  }
}

function currentIdOf(packs: string): Outcome<string | null> {
  let id: string;
  try {
    id = readFileSync(join(packs, currentFile), 'utf8').trim();
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing ? success(null) : failure('map-pack-damaged', `The list of map packs in ${packs} cannot be read.`);
  }
  if (!/^[0-9a-f]{16}$/.test(id)) return failure('map-pack-damaged', `The list of map packs in ${packs} names no pack. Install the map pack again.`);
  return success(id);
}

/** The pack that is installed at a station; null where none is. */
export function openInstalledMapPack(dataDir: string, islandAt: Ground['islandAt']): Outcome<MapPack | null> {
  const id = currentIdOf(packsOf(dataDir));
  if (!id.ok) return id;
  return id.value === null ? success(null) : openMapPack(join(packsOf(dataDir), id.value), islandAt);
}

/** Opens a pack for reading. Its sizes and its graph are checked whole; all of its bytes are by `verifyMapPack`. */
function openMapPack(folder: string, islandAt: Ground['islandAt']): Outcome<MapPack> {
  const manifest = readManifest(folder);
  if (!manifest.ok) return manifest;
  const damaged = (what: string): Outcome<never> => failure('map-pack-damaged', `The map pack ${folder} is damaged: ${what} Install it again.`);
  let gazetteer: MapGazetteer | null = null;
  try {
    const graphBytes = readShared(join(folder, mapPackFiles.graph));
    const graph = decodeRoadGraph(graphBytes);
    if (!graph.ok) return damaged(graph.sentence);
    gazetteer = openMapGazetteer(join(folder, mapPackFiles.gazetteer));
    const path = join(folder, mapPackFiles.tiles);
    const tiles = openSync(path, 'r');
    const bytes = manifest.value.files[mapPackFiles.tiles]?.bytes ?? 0;
    const names = gazetteer;
    return success({
      manifest: manifest.value,
      graphBytes,
      ferries: ferryLegs(graph.value, islandAt),
      gazetteer: names,
      tiles: {
        ...{ path, bytes },
        read(offset, length) {
          const part = new Uint8Array(Math.max(0, Math.min(length, bytes - offset)));
          return part.subarray(0, readSync(tiles, part, 0, part.length, offset));
        },
      },
      close() {
        closeSync(tiles);
        names.close();
      },
    });
  } catch (error) {
    gazetteer?.close();
    return damaged(`${error instanceof Error ? error.message : String(error)}.`);
  }
}

function readShared(file: string): Uint8Array<SharedArrayBuffer> {
  const bytes = new Uint8Array(new SharedArrayBuffer(statSync(file).size));
  const handle = openSync(file, 'r');
  try {
    for (let read = 0; read < bytes.length; ) {
      const count = readSync(handle, bytes, read, bytes.length - read, read);
      if (count === 0) throw new Error(`${file} became shorter while it was read`);
      read += count;
    }
    return bytes;
  } finally {
    closeSync(handle);
  }
}
