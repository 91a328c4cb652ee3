import { edgeFlag, type LineGrid, type RoadGraph } from './road-graph.ts';

/** About 550 m. */
const cellE7 = 50_000;
/** So that one stray node far away cannot make the grid itself the largest part of a pack. */
const mostCells = 4_000_000;

/** Sorts the lines of a graph into cells by the bounding boxes of their segments. A graph without lines has one empty cell. */
export function buildLineGrid(graph: Omit<RoadGraph, 'grid'>): LineGrid {
  const { lineEdge, lineNode } = edgesOfLines(graph);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const widen = (longitudeE7: number, latitudeE7: number): void => {
    west = Math.min(west, longitudeE7);
    east = Math.max(east, longitudeE7);
    south = Math.min(south, latitudeE7);
    north = Math.max(north, latitudeE7);
  };
  graph.nodeLongitudeE7.forEach((longitudeE7, node) => widen(longitudeE7, graph.nodeLatitudeE7[node] ?? 0));
  graph.pointLongitudeE7.forEach((longitudeE7, point) => widen(longitudeE7, graph.pointLatitudeE7[point] ?? 0));
  if (west > east) return { westE7: 0, southE7: 0, cellE7, columns: 1, rows: 1, cellFirst: new Uint32Array(2), cellLine: new Uint32Array(0), lineEdge, lineNode };
  let size = cellE7;
  const across = (span: number): number => Math.floor(span / size) + 1;
  while (across(east - west) * across(north - south) > mostCells) size *= 2;
  const [columns, rows] = [across(east - west), across(north - south)];

  const visit = (put: (cell: number, line: number) => void): void => {
    const latest = new Int32Array(columns * rows).fill(-1);
    for (let line = 0; line < lineEdge.length; line += 1) {
      eachSegment(graph, line, lineEdge[line] ?? 0, lineNode[line] ?? 0, (x1, y1, x2, y2) => {
        const [left, right] = [Math.floor((Math.min(x1, x2) - west) / size), Math.floor((Math.max(x1, x2) - west) / size)];
        const [bottom, top] = [Math.floor((Math.min(y1, y2) - south) / size), Math.floor((Math.max(y1, y2) - south) / size)];
        for (let row = bottom; row <= top; row += 1) {
          for (let column = left; column <= right; column += 1) {
            const cell = row * columns + column;
            if (latest[cell] === line || !crosses(x1, y1, x2, y2, west + column * size, south + row * size, size)) continue;
            latest[cell] = line;
            put(cell, line);
          }
        }
      });
    }
  };
  const cellFirst = new Uint32Array(columns * rows + 1);
  visit((cell) => (cellFirst[cell + 1] = (cellFirst[cell + 1] ?? 0) + 1));
  for (let cell = 0; cell < columns * rows; cell += 1) cellFirst[cell + 1] = (cellFirst[cell + 1] ?? 0) + (cellFirst[cell] ?? 0);
  const next = cellFirst.slice();
  const cellLine = new Uint32Array(cellFirst.at(-1) ?? 0);
  visit((cell, line) => {
    cellLine[next[cell] ?? 0] = line;
    next[cell] = (next[cell] ?? 0) + 1;
  });
  return { westE7: west, southE7: south, cellE7: size, columns, rows, cellFirst, cellLine, lineEdge, lineNode };
}

/** Whether a segment comes into a cell; the separating axis of a segment and a square. */
function crosses(x1: number, y1: number, x2: number, y2: number, cellX: number, cellY: number, size: number): boolean {
  const [centreX, centreY] = [cellX + size / 2, cellY + size / 2];
  const [alongX, alongY] = [x2 - x1, y2 - y1];
  const off = Math.abs(alongX * (centreY - y1) - alongY * (centreX - x1));
  return off <= (size / 2) * (Math.abs(alongX) + Math.abs(alongY)) + size;
}

function eachSegment(graph: Omit<RoadGraph, 'grid'>, line: number, edge: number, node: number, visit: (x1: number, y1: number, x2: number, y2: number) => void): void {
  const target = graph.edgeTarget[edge] ?? 0;
  const isReversed = ((graph.edgeFlags[edge] ?? 0) & edgeFlag.reversed) !== 0;
  const [from, to] = isReversed ? [target, node] : [node, target];
  let [x, y] = [graph.nodeLongitudeE7[from] ?? 0, graph.nodeLatitudeE7[from] ?? 0];
  for (let point = graph.lineFirstPoint[line] ?? 0; point < (graph.lineFirstPoint[line + 1] ?? 0); point += 1) {
    const [nextX, nextY] = [graph.pointLongitudeE7[point] ?? 0, graph.pointLatitudeE7[point] ?? 0];
    visit(x, y, nextX, nextY);
    x = nextX;
    y = nextY;
  }
  visit(x, y, graph.nodeLongitudeE7[to] ?? 0, graph.nodeLatitudeE7[to] ?? 0);
}

function edgesOfLines({ firstEdge, edgeLine, edgeFlags, lineName }: Omit<RoadGraph, 'grid'>): { lineEdge: Uint32Array; lineNode: Uint32Array } {
  const lineEdge = new Uint32Array(lineName.length);
  const lineNode = new Uint32Array(lineName.length);
  const isKnown = new Uint8Array(lineName.length);
  for (let node = 0; node < firstEdge.length - 1; node += 1) {
    for (let edge = firstEdge[node] ?? 0; edge < (firstEdge[node + 1] ?? 0); edge += 1) {
      const line = edgeLine[edge] ?? 0;
      if (isKnown[line] === 1 && ((edgeFlags[edge] ?? 0) & edgeFlag.reversed) !== 0) continue;
      isKnown[line] = 1;
      lineEdge[line] = edge;
      lineNode[line] = node;
    }
  }
  return { lineEdge, lineNode };
}
