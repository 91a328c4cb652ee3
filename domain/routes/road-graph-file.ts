import { failure, success, type Outcome } from '../outcome/outcome.ts';
import { roadClasses, type RoadGraph } from './road-graph.ts';

/**
 * A road graph in one file: the eight letters of `magic`; the length of the header in bytes as uint32; the header, JSON in ASCII:
 * `{ islandIds, grid: { westE7, southE7, cellE7, columns, rows }, arrays: [[name, length], …] }`; then the arrays in the order of `arrayKinds`, each
 * beginning at the next multiple of 8 bytes. All numbers are little-endian. Names are UTF-16 code units in `nameUnits`, name `n` from `nameFirst[n]` on.
 */
const magic = 'SIAGARG1';

const arrayKinds = {
  nodeLongitudeE7: Int32Array,
  nodeLatitudeE7: Int32Array,
  nodeIsland: Uint16Array,
  firstEdge: Uint32Array,
  edgeTarget: Uint32Array,
  edgeLengthM: Float32Array,
  edgeClass: Uint8Array,
  edgeSpeedKmh: Uint8Array,
  edgeFlags: Uint16Array,
  edgeLine: Uint32Array,
  lineFirstPoint: Uint32Array,
  pointLongitudeE7: Int32Array,
  pointLatitudeE7: Int32Array,
  lineName: Uint32Array,
  ferryEdge: Uint32Array,
  ferryDurationS: Uint32Array,
  banFirst: Uint32Array,
  banEdge: Uint32Array,
  cellFirst: Uint32Array,
  cellLine: Uint32Array,
  lineEdge: Uint32Array,
  lineNode: Uint32Array,
  nameFirst: Uint32Array,
  nameUnits: Uint16Array,
} as const;
type ArrayName = keyof typeof arrayKinds;
type Arrays = Omit<RoadGraph, 'grid' | 'names' | 'islandIds'> &
  Pick<RoadGraph['grid'], 'cellFirst' | 'cellLine' | 'lineEdge' | 'lineNode'> & { readonly nameFirst: Uint32Array; readonly nameUnits: Uint16Array };
const arrayNames = Object.keys(arrayKinds) as ArrayName[];

/** The bytes of a road graph. The same graph gives the same bytes. */
export function encodeRoadGraph(graph: RoadGraph): Uint8Array {
  const { grid, names, islandIds, ...rest } = graph;
  const { westE7, southE7, cellE7, columns, rows, ...gridArrays } = grid;
  const nameFirst = new Uint32Array(names.length + 1);
  names.forEach((name, index) => (nameFirst[index + 1] = (nameFirst[index] ?? 0) + name.length));
  const nameUnits = new Uint16Array(nameFirst.at(-1) ?? 0);
  names.forEach((name, index) => {
    for (let unit = 0; unit < name.length; unit += 1) nameUnits[(nameFirst[index] ?? 0) + unit] = name.charCodeAt(unit);
  });
  const arrays: Arrays = { ...rest, ...gridArrays, nameFirst, nameUnits };
  const header = ascii({ islandIds, grid: { westE7, southE7, cellE7, columns, rows }, arrays: arrayNames.map((name) => [name, arrays[name].length]) });
  let end = magic.length + 4 + header.length;
  const offsets = arrayNames.map((name) => {
    const offset = aligned(end);
    end = offset + arrays[name].byteLength;
    return offset;
  });
  const bytes = new Uint8Array(end);
  writeText(bytes, 0, magic);
  new DataView(bytes.buffer).setUint32(magic.length, header.length, true);
  writeText(bytes, magic.length + 4, header);
  arrayNames.forEach((name, index) => {
    const { buffer, byteOffset, byteLength } = arrays[name];
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), offsets[index]);
  });
  return bytes;
}

/**
 * Reads what `encodeRoadGraph` wrote and checks that no number leads outside its array. The arrays share the memory of `bytes` where that
 * begins at a multiple of 8. Fails with `road-graph-damaged` and what is wrong.
 */
export function decodeRoadGraph(bytes: Uint8Array): Outcome<RoadGraph> {
  const damaged = (what: string): Outcome<never> => failure('road-graph-damaged', `The road graph is damaged: ${what}.`);
  const aligned8 = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const start = magic.length + 4;
  if (bytes.length < start || readText(bytes, 0, magic.length) !== magic) return damaged(`it does not begin with ${magic}`);
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(magic.length, true);
  if (start + headerLength > bytes.length) return damaged('it ends within its header');
  const header = readHeader(readText(bytes, start, headerLength));
  if (header === null) return damaged('its header cannot be read');
  const arrays: Partial<Record<ArrayName, unknown>> = {};
  let end = start + headerLength;
  for (const [index, name] of arrayNames.entries()) {
    const [listed, length] = header.arrays[index] ?? [];
    if (listed !== name || !isCount(length)) return damaged(`its header does not list ${name}`);
    const kind = arrayKinds[name];
    const offset = aligned(end);
    end = offset + length * kind.BYTES_PER_ELEMENT;
    if (end > bytes.length) return damaged(`it ends within ${name}`);
    arrays[name] = new kind(aligned8.buffer as ArrayBuffer, aligned8.byteOffset + offset, length);
  }
  if (end !== bytes.length) return damaged('more follows than its header lists');
  const { nameFirst, nameUnits, cellFirst, cellLine, lineEdge, lineNode, ...rest } = arrays as Arrays;
  const { islandIds } = header;
  if (!isRising(nameFirst, nameUnits.length)) return damaged('its names overlap');
  const names = Array.from({ length: nameFirst.length - 1 }, (_, index) => readText(nameUnits, nameFirst[index] ?? 0, (nameFirst[index + 1] ?? 0) - (nameFirst[index] ?? 0)));
  const graph: RoadGraph = { ...rest, islandIds, names, grid: { ...header.grid, cellFirst, cellLine, lineEdge, lineNode } };
  const fault = faultOf(graph);
  return fault === null ? success(graph) : damaged(fault);
}

function faultOf(graph: RoadGraph): string | null {
  const { grid } = graph;
  const [nodes, edges, lines] = [graph.nodeLongitudeE7.length, graph.edgeTarget.length, graph.lineName.length];
  const sizes: readonly [string, number, number][] = [
    ['latitudes', graph.nodeLatitudeE7.length, nodes],
    ['islands', graph.nodeIsland.length, nodes],
    ['nodes', graph.firstEdge.length, nodes + 1],
    ['lengths', graph.edgeLengthM.length, edges],
    ['classes', graph.edgeClass.length, edges],
    ['speeds', graph.edgeSpeedKmh.length, edges],
    ['flags', graph.edgeFlags.length, edges],
    ['lines of edges', graph.edgeLine.length, edges],
    ['lines', graph.lineFirstPoint.length, lines + 1],
    ['points', graph.pointLatitudeE7.length, graph.pointLongitudeE7.length],
    ['ferries', graph.ferryDurationS.length, graph.ferryEdge.length],
    ['cells', grid.cellFirst.length, grid.columns * grid.rows + 1],
    ['edges of lines', grid.lineEdge.length, lines],
    ['nodes of lines', grid.lineNode.length, lines],
  ];
  const wrong = sizes.find(([, length, expected]) => length !== expected);
  if (wrong) return `it has ${wrong[1]} ${wrong[0]} where ${wrong[2]} are due`;
  const rising: readonly [string, Uint32Array, number][] = [
    ['edges', graph.firstEdge, edges],
    ['points', graph.lineFirstPoint, graph.pointLongitudeE7.length],
    ['bans', graph.banFirst, graph.banEdge.length],
    ['cells', grid.cellFirst, grid.cellLine.length],
  ];
  const overlapping = rising.find(([, first, total]) => !isRising(first, total));
  if (overlapping) return `its ${overlapping[0]} overlap`;
  const ranges: readonly [string, Uint8Array | Uint16Array | Uint32Array, number][] = [
    ['target', graph.edgeTarget, nodes],
    ['line of an edge', graph.edgeLine, lines],
    ['class', graph.edgeClass, roadClasses.length],
    ['name', graph.lineName, graph.names.length],
    ['ferry', graph.ferryEdge, edges],
    ['ban', graph.banEdge, edges],
    ['line of a cell', grid.cellLine, lines],
    ['edge of a line', grid.lineEdge, edges],
    ['node of a line', grid.lineNode, nodes],
  ];
  const outside = ranges.find(([, values, limit]) => values.some((value) => value >= limit));
  if (outside) return `a ${outside[0]} lies outside`;
  if (graph.nodeIsland.some((island) => island !== 0xffff && island >= graph.islandIds.length)) return 'an island lies outside';
  if (graph.edgeSpeedKmh.includes(0)) return 'an edge has no speed';
  return graph.edgeLengthM.every((lengthM) => lengthM >= 0 && lengthM < Infinity) ? null : 'a length is no number';
}

function isRising(first: Uint32Array, total: number): boolean {
  return first[0] === 0 && first.at(-1) === total && first.every((value, index) => index === 0 || value >= (first[index - 1] ?? 0));
}

type Header = Pick<RoadGraph, 'islandIds'> & {
  readonly grid: Pick<RoadGraph['grid'], 'westE7' | 'southE7' | 'cellE7' | 'columns' | 'rows'>;
  readonly arrays: readonly (readonly unknown[])[];
};

function readHeader(text: string): Header | null {
  let header: Partial<Header> | null;
  try {
    header = JSON.parse(text) as Partial<Header> | null;
  } catch {
    return null;
  }
  const { islandIds, arrays, grid } = header ?? {};
  if (!Array.isArray(islandIds) || !islandIds.every((id) => typeof id === 'string')) return null;
  if (!Array.isArray(arrays) || !arrays.every(Array.isArray)) return null;
  const { westE7, southE7, cellE7, columns, rows } = grid ?? {};
  if (!isNumber(westE7) || !isNumber(southE7) || !isCount(cellE7) || !isCount(columns) || !isCount(rows) || cellE7 === 0) return null;
  return { islandIds, arrays, grid: { westE7, southE7, cellE7, columns, rows } };
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isCount(value: unknown): value is number {
  return isNumber(value) && Number.isSafeInteger(value) && value >= 0;
}

function ascii(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function aligned(offset: number): number {
  return Math.ceil(offset / 8) * 8;
}

function writeText(bytes: Uint8Array, offset: number, text: string): void {
  for (let index = 0; index < text.length; index += 1) bytes[offset + index] = text.charCodeAt(index);
}

function readText(units: Uint8Array | Uint16Array, offset: number, length: number): string {
  let text = '';
  for (let index = offset; index < offset + length; index += 4_096) text += String.fromCharCode(...units.subarray(index, Math.min(index + 4_096, offset + length)));
  return text;
}
