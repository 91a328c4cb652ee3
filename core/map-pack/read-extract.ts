import { statSync } from 'node:fs';
import { readLandmarkTags, otherNames, type LandmarkKind } from '#domain/places/read-landmark-tags.ts';
import { readBarrier, readRoadTags, type RoadTraits, type Tags } from '#domain/routes/read-road-tags.ts';
import { createGrowingArray } from '#domain/routes/growing-array.ts';
import { createIdSet } from './id-set.ts';
import { readOsmBlock, readOsmHeader, type OsmMember, type OsmVisitor } from './osm-block.ts';
import { OsmFileError, parsed, readOsmBlobs, type OsmBlob } from './osm-file.ts';

export type Box = readonly [west: number, south: number, east: number, north: number];
export type Landmark = { readonly source: string; readonly kind: LandmarkKind; readonly name: string; readonly otherNames: readonly string[]; readonly kecamatan: string | null };
export type Shape = { readonly kind: 'coast' | 'water' | 'pier' | 'landmark'; readonly landmark: Landmark | null };
export type Restriction = { readonly kind: string; readonly members: readonly OsmMember[] };

/** What a pack needs of an .osm.pbf file. The nodes of way `w` are `wayFirst[w]` to below `wayFirst[w + 1]` of `wayRefs`, ids of OpenStreetMap. */
export type Extract = {
  readonly nodeIds: Float64Array;
  readonly nodeLongitudeE7: Int32Array;
  readonly nodeLatitudeE7: Int32Array;
  readonly barriers: ReadonlyMap<number, 'gate' | 'narrow'>;
  readonly points: readonly (Landmark & { readonly longitudeE7: number; readonly latitudeE7: number })[];
  readonly wayIds: Float64Array;
  readonly wayFirst: Uint32Array;
  readonly wayRefs: Float64Array;
  /** Index into `traits`, or below zero: `shapes[-1 - wayKind]`. */
  readonly wayKind: Int32Array;
  readonly wayName: Uint32Array;
  readonly traits: readonly RoadTraits[];
  readonly shapes: readonly Shape[];
  readonly names: readonly string[];
  readonly restrictions: readonly Restriction[];
  readonly sourceMs: number | null;
  readonly counts: { readonly nodesInBox: number; readonly roadWays: number; readonly multipolygonsLeftOut: number; readonly restrictions: number };
};

export type OnProgress = (step: string, done: number, total: number) => void;

/**
 * Reads a file twice: first which ways come into the box and which nodes they need, then where those nodes are. Only what lies in the box is kept,
 * ways whole as they are. The file must be sorted (nodes, ways, relations), as all public extracts are. Throws `OsmFileError`.
 */
export function readExtract(file: string, box: Box, onProgress: OnProgress): Extract {
  const size = statSync(file).size;
  const inBox = createIdSet();
  const needed = createIdSet();
  const barriers = new Map<number, 'gate' | 'narrow'>();
  const points: Extract['points'][number][] = [];
  const [wayIds, wayRefs] = [createGrowingArray(Float64Array), createGrowingArray(Float64Array)];
  const [wayFirst, wayName, wayKind] = [createGrowingArray(Uint32Array), createGrowingArray(Uint32Array), createGrowingArray(Int32Array)];
  const [traits, shapes, restrictions] = [[] as RoadTraits[], [] as Shape[], [] as Restriction[]];
  const keptRoads = createIdSet();
  const traitsIndex = indexed(traits, (each) => JSON.stringify(each));
  const names = [''];
  const nameIndex = indexed(names, (name) => name);
  let [multipolygonsLeftOut, restrictionsCount] = [0, 0];
  const [west, south, east, north] = box.map((side) => Math.round(side * 1e7)) as [number, number, number, number];
  wayFirst.push(0);

  const order = createOrderCheck();
  const first: OsmVisitor = {
    node(id, longitudeE7, latitudeE7, readTags) {
      order('node', id);
      if (longitudeE7 < west || longitudeE7 > east || latitudeE7 < south || latitudeE7 > north) return;
      inBox.add(id);
      const tags = readTags();
      if (tags.size === 0) return;
      const barrier = readBarrier(tags);
      if (barrier) barriers.set(id, barrier);
      const landmark = readLandmark(`n${id}`, tags);
      if (landmark) points.push({ ...landmark, longitudeE7, latitudeE7 });
    },
    way(id, refs, tags) {
      order('way', id);
      if (tags.size === 0 || !refs.some((ref) => inBox.has(ref))) return;
      const road = readRoadTags(tags);
      const shape = road ? null : readShape(id, tags);
      if (!road && !shape) return;
      if (road) keptRoads.add(id);
      wayKind.push(road ? traitsIndex(road) : -shapes.push(shape ?? { kind: 'coast', landmark: null }));
      wayIds.push(id);
      wayName.push(nameIndex(tags.get('name') ?? tags.get('ref') ?? ''));
      for (const ref of refs) {
        wayRefs.push(ref);
        needed.add(ref);
      }
      wayFirst.push(wayRefs.length());
    },
    relation(id, members, tags) {
      order('relation', id);
      const type = tags.get('type') ?? '';
      if (type === 'multipolygon' && (tags.get('natural') === 'water' || tags.get('natural') === 'coastline')) multipolygonsLeftOut += 1;
      if (type !== 'restriction' && !type.startsWith('restriction:')) return;
      if (!members.some((member) => member.kind === 'way' && keptRoads.has(member.id))) return;
      restrictionsCount += 1;
      const kind = tags.get('restriction:motorcar') ?? tags.get('restriction:motor_vehicle') ?? tags.get('restriction');
      const exempt = (tags.get('except') ?? '').split(';').map((each) => each.trim());
      if (kind !== undefined && !exempt.includes('emergency')) restrictions.push({ kind, members });
    },
  };
  let sourceMs: number | null = null;
  let fileBox: Box | null = null;
  eachBlob(file, 'reading roads and places', size, onProgress, (blob) => {
    if (blob.kind === 'OSMHeader') {
      const header = readOsmHeader(blob.bytes);
      if (header.unknown.length > 0) throw new OsmFileError('osm-unsupported', blob.offset, `The file needs ${header.unknown.join(', ')}, which this program does not read`);
      sourceMs = header.sourceMs;
      fileBox = header.box;
    } else if (blob.kind === 'OSMData') readOsmBlock(blob.bytes, first);
    return true;
  });
  if (wayIds.length() === 0 && points.length === 0) {
    const within = fileBox === null ? '' : `; the file holds ${(fileBox as Box).map((side) => side.toFixed(4)).join(',')}`;
    throw new OsmFileError('osm-box-empty', size, `Nothing of a map lies in the box ${box.join(',')}${within}. The whole file was read`);
  }

  const nodeIds = createGrowingArray(Float64Array);
  const [nodeLongitudeE7, nodeLatitudeE7] = [createGrowingArray(Int32Array), createGrowingArray(Int32Array)];
  let hasEnded = false;
  const second: OsmVisitor = {
    node(id, longitudeE7, latitudeE7) {
      if (!needed.has(id)) return;
      nodeIds.push(id);
      nodeLongitudeE7.push(longitudeE7);
      nodeLatitudeE7.push(latitudeE7);
    },
    way() {
      hasEnded = true;
    },
  };
  eachBlob(file, 'reading positions', size, onProgress, (blob) => {
    if (blob.kind === 'OSMData') readOsmBlock(blob.bytes, second);
    return !hasEnded && nodeIds.length() < needed.size();
  });
  return {
    ...{ barriers, points, traits, shapes, names, restrictions, sourceMs },
    nodeIds: nodeIds.finish(),
    nodeLongitudeE7: nodeLongitudeE7.finish(),
    nodeLatitudeE7: nodeLatitudeE7.finish(),
    wayIds: wayIds.finish(),
    wayFirst: wayFirst.finish(),
    wayRefs: wayRefs.finish(),
    wayKind: wayKind.finish(),
    wayName: wayName.finish(),
    counts: { nodesInBox: inBox.size(), roadWays: keptRoads.size(), multipolygonsLeftOut, restrictions: restrictionsCount },
  };
}

function eachBlob(file: string, step: string, size: number, onProgress: OnProgress, read: (blob: OsmBlob) => boolean): void {
  for (const blob of readOsmBlobs(file)) {
    const goesOn = parsed(blob.offset, 'osm-damaged', () => read(blob));
    onProgress(step, blob.end, size);
    if (!goesOn) break;
  }
  onProgress(step, size, size);
}

const rankOf = { node: 0, way: 1, relation: 2 } as const;

/** Throws where something comes before what it should follow. */
function createOrderCheck(): (kind: keyof typeof rankOf, id: number) => void {
  let [rank, last] = [0, -Infinity];
  return (kind, id) => {
    if (!Number.isSafeInteger(id) || id < 0) throw new Error(`the ${kind} ${id} has an impossible number`);
    if (rankOf[kind] > rank) {
      rank = rankOf[kind];
      last = -Infinity;
    }
    if (rankOf[kind] < rank || id <= last) throw new Error(`the ${kind} ${id} is out of order; \`osmium sort FILE -o SORTED.osm.pbf\` sorts the file`);
    last = id;
  };
}

function readLandmark(source: string, tags: Tags): Landmark | null {
  const name = tags.get('name');
  const kind = name === undefined ? null : readLandmarkTags(tags);
  return name === undefined || kind === null ? null : { source, kind, name, otherNames: otherNames(tags), kecamatan: tags.get('addr:subdistrict') ?? null };
}

function readShape(id: number, tags: Tags): Shape | null {
  const landmark = readLandmark(`w${id}`, tags);
  if (tags.get('natural') === 'coastline') return { kind: 'coast', landmark };
  if (tags.get('natural') === 'water' || tags.get('waterway') === 'riverbank' || tags.get('landuse') === 'reservoir' || tags.get('landuse') === 'salt_pond') return { kind: 'water', landmark };
  if (tags.get('man_made') === 'pier') return { kind: 'pier', landmark };
  return landmark && { kind: 'landmark', landmark };
}

/** Gives each different value its place in `list`, adding it the first time. */
function indexed<Value>(list: Value[], keyOf: (value: Value) => string): (value: Value) => number {
  const places = new Map(list.map((value, index) => [keyOf(value), index]));
  return (value) => {
    const key = keyOf(value);
    const place = places.get(key) ?? list.push(value) - 1;
    places.set(key, place);
    return place;
  };
}
