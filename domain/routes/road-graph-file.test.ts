import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildLineGrid } from './line-grid.ts';
import { decodeRoadGraph, encodeRoadGraph } from './road-graph-file.ts';
import { edgeFlag, noIsland, type RoadGraph } from './road-graph.ts';

/** Two nodes 1.1 km apart, a road both ways with a bend, a one-way ferry back, and a ban on turning round. */
function smallGraph(): RoadGraph {
  const graph = {
    nodeLongitudeE7: Int32Array.of(1_138_000_000, 1_138_100_000),
    nodeLatitudeE7: Int32Array.of(-70_000_000, -70_000_000),
    nodeIsland: Uint16Array.of(0, noIsland),
    islandIds: ['madura'],
    firstEdge: Uint32Array.of(0, 1, 3),
    edgeTarget: Uint32Array.of(1, 0, 0),
    edgeLengthM: Float32Array.of(1_110, 1_110, 1_103),
    edgeClass: Uint8Array.of(2, 2, 11),
    edgeSpeedKmh: Uint8Array.of(50, 50, 15),
    edgeFlags: Uint16Array.of(0, edgeFlag.reversed, edgeFlag.ferry | edgeFlag.oneway),
    edgeLine: Uint32Array.of(0, 0, 1),
    lineFirstPoint: Uint32Array.of(0, 1, 1),
    pointLongitudeE7: Int32Array.of(1_138_050_000),
    pointLatitudeE7: Int32Array.of(-70_100_000),
    lineName: Uint32Array.of(1, 0),
    names: ['', 'Jalan Diponegoro – Ra’as'],
    ferryEdge: Uint32Array.of(2),
    ferryDurationS: Uint32Array.of(1_800),
    banFirst: Uint32Array.of(0, 2),
    banEdge: Uint32Array.of(0, 1),
  };
  return { ...graph, grid: buildLineGrid(graph) };
}

test('a road graph comes back from its file as it was', () => {
  const bytes = encodeRoadGraph(smallGraph());
  expect(decodeRoadGraph(bytes)).toEqual({ ok: true, value: smallGraph() });
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  expect(decodeRoadGraph(shifted.subarray(3))).toEqual({ ok: true, value: smallGraph() });
});

test('the grid names the bent line in the cell of its bend, and knows where each line begins', () => {
  const { grid } = smallGraph();
  expect([...grid.lineEdge]).toEqual([0, 2]);
  expect([...grid.lineNode]).toEqual([0, 1]);
  const bend = Math.floor((-70_100_000 - grid.southE7) / grid.cellE7) * grid.columns + Math.floor((1_138_050_000 - grid.westE7) / grid.cellE7);
  expect([...grid.cellLine.subarray(grid.cellFirst[bend], grid.cellFirst[bend + 1])]).toContain(0);
});

test('a file cut anywhere is refused with what is wrong', () => {
  const bytes = encodeRoadGraph(smallGraph());
  for (let length = 0; length < bytes.length; length += 1) expect(decodeRoadGraph(bytes.slice(0, length)).ok).toBe(false);
});

test('a file with any changed byte is refused or still leads nowhere outside its arrays', () => {
  const bytes = encodeRoadGraph(smallGraph());
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
      const changed = bytes.slice();
      changed[at] = value;
      const decoded = decodeRoadGraph(changed);
      if (decoded.ok) expect(decoded.value.edgeTarget.every((node) => node < 2)).toBe(true);
    }),
    { seed: 112, numRuns: 2_000 },
  );
});
