import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { distanceM } from '#domain/places/distance.ts';
import { encodeRoadGraph } from '#domain/routes/road-graph-file.ts';
import { writeMapGazetteer, type MapName } from '../db/map-gazetteer.ts';
import { flushFolder } from './flush-folder.ts';
import { buildRoadGraph } from './build-road-graph.ts';
import { cutTiles, maxZoom, minZoom } from './cut-tiles.ts';
import { mapFeatures, type PlacedLandmark } from './map-features.ts';
import { hashOf, listFiles, manifestFile, mapPackFiles, mapPackVersion, packId, type MapPackManifest } from './map-pack-folder.ts';
import { OsmFileError } from './osm-file.ts';
import { writePmtiles } from './pmtiles-file.ts';
import { readExtract, type Box, type OnProgress } from './read-extract.ts';
import { namedRoads } from './named-roads.ts';

const attribution = '© OpenStreetMap contributors (ODbL 1.0)';

export type Seat = { readonly name: string; readonly islandId: string | null; readonly latitude: number; readonly longitude: number };
export type IslandAt = (latitude: number, longitude: number) => { readonly id: string; readonly name: string } | null;

/**
 * Builds a map pack from an .osm.pbf file. It is made beside `out` and renamed when it is whole, so a build that is cut off leaves nothing
 * under that name and is simply started again. Fails with a code and a sentence; faults of the file name the byte.
 */
export function buildMapPack(options: {
  readonly osm: string;
  readonly box: Box;
  readonly out: string;
  readonly islandAt: IslandAt;
  /** Seats of kecamatan, for telling apart places of one name. */
  readonly seats: readonly Seat[];
  readonly onProgress?: OnProgress;
}): Outcome<MapPackManifest> {
  const { osm, box, islandAt, onProgress = () => undefined } = options;
  const out = resolve(options.out);
  const [west, south, east, north] = box;
  if (!(west < east && south < north && west >= -180 && east <= 180 && south >= -90 && north <= 90)) {
    return failure('osm-box-wrong', `The box ${box.join(',')} encloses nothing. It is west,south,east,north in degrees, such as 112.6,-7.6,116.4,-4.9.`);
  }
  if (existsSync(out)) return failure('map-pack-exists', `${out} exists already; name another folder or remove it.`);
  if (!statSync(osm, { throwIfNoEntry: false })?.isFile()) return failure('osm-missing', `There is no file ${osm}.`);
  const partial = join(dirname(out), `${basename(out)}.partial`);
  try {
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    const manifest = writePack({ osm, box, islandAt, seats: options.seats, onProgress, folder: partial });
    writeFileSync(join(partial, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
    flushFolder(partial);
    renameSync(partial, out);
    return success(manifest);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (error instanceof OsmFileError) return failure(error.code, `${osm}: ${error.message}`);
    if (error instanceof Error && 'code' in error) return failure('map-pack-not-written', `The map pack could not be built: ${error.message}.`);
    throw error;
  }
}

function writePack({ osm, box, islandAt, seats, onProgress, folder }: { osm: string; box: Box; islandAt: IslandAt; seats: readonly Seat[]; onProgress: OnProgress; folder: string }): MapPackManifest {
  const extract = readExtract(osm, box, onProgress);
  onProgress('graph of roads', 0, 1);
  const { graph, counts: graphCounts } = buildRoadGraph(extract, islandAt);
  writeFileSync(join(folder, mapPackFiles.graph), encodeRoadGraph(graph));
  onProgress('graph of roads', 1, 1);
  const { parts, landmarks, openCoasts } = mapFeatures(extract);
  const names = writeMapGazetteer(join(folder, mapPackFiles.gazetteer), nameAll([...landmarks, ...namedRoads(graph, islandAt)], islandAt, seats));
  onProgress('names', 1, 1);
  const layers = [...new Set(parts.map(({ layer }) => layer))].sort();
  const tiles = writePmtiles(join(folder, mapPackFiles.tiles), cutTiles(parts, box, onProgress), { box, minZoom, maxZoom }, {
    name: 'Siaga 112',
    attribution,
    vector_layers: layers.map((id) => ({ id, fields: {}, minzoom: minZoom, maxzoom: maxZoom })),
  });
  onProgress('hashes', 0, 1);
  const files = listFiles(folder);
  return {
    format: 'siaga-map-pack',
    version: mapPackVersion,
    id: packId(files),
    box: [...box],
    source: { name: basename(osm), bytes: statSync(osm).size, sha256: hashOf(osm), dateMs: extract.sourceMs },
    attribution,
    counts: {
      ...extract.counts,
      ...graphCounts,
      graphNodes: graph.nodeLongitudeE7.length,
      graphEdges: graph.edgeTarget.length,
      bans: graph.banFirst.length - 1,
      ferries: graph.ferryEdge.length,
      barriers: extract.barriers.size,
      names,
      tiles: tiles.tiles,
      openCoasts,
    },
    files,
  };
}

function* nameAll(landmarks: readonly PlacedLandmark[], islandAt: IslandAt, seats: readonly Seat[]): Generator<MapName> {
  for (const { source, kind, name, otherNames, kecamatan, longitude, latitude } of landmarks) {
    const island = islandAt(latitude, longitude);
    const near = seats.filter((seat) => island !== null && seat.islandId === island.id).map((seat) => ({ name: seat.name, awayM: distanceM(seat, { latitude, longitude }) }));
    const nearest = near.reduce<(typeof near)[number] | null>((best, seat) => (best === null || seat.awayM < best.awayM ? seat : best), null);
    yield {
      ...{ source, kind, name, otherNames, longitude, latitude },
      kecamatan: kecamatan ?? nearest?.name ?? null,
      isKecamatanCertain: kecamatan !== null,
      islandId: island?.id ?? null,
      islandName: island?.name ?? null,
    };
  }
}
