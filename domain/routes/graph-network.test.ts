import { describe, expect, test } from 'vitest';
import { graphNetwork } from './graph-network.ts';
import { edgeFlag, type RoadGraph } from './road-graph.ts';
import { searchRoads } from './search-roads.ts';

type Road = { from: number; to: number; flags?: number; speedKmh?: number; shape?: readonly (readonly [longitude: number, latitude: number])[]; oneway?: boolean };

/** Nodes a hundredth of a degree apart along a parallel; a road and, unless it is one-way, its way back. */
function graphOf(nodes: number, roads: readonly Road[]): RoadGraph {
  const edges = roads.flatMap((road, line) => [{ ...road, line, flags: road.flags ?? 0 }, ...(road.oneway ? [] : [{ ...road, from: road.to, to: road.from, line, flags: (road.flags ?? 0) | edgeFlag.reversed }])]);
  edges.sort((left, right) => left.from - right.from || left.to - right.to);
  const points = roads.map(({ shape = [] }) => shape);
  const count = <Item>(length: number, of: (index: number) => readonly Item[]): Uint32Array => Uint32Array.from({ length: length + 1 }, (_, index) => Array.from({ length: index }, (_each, before) => of(before).length).reduce((sum, each) => sum + each, 0));
  const none = new Uint32Array(0);
  return {
    nodeLongitudeE7: Int32Array.from({ length: nodes }, (_, node) => 1_138_000_000 + node * 100_000),
    nodeLatitudeE7: new Int32Array(nodes).fill(-70_000_000),
    nodeIsland: new Uint16Array(nodes),
    islandIds: ['madura'],
    firstEdge: count(nodes, (node) => edges.filter(({ from }) => from === node)),
    edgeTarget: Uint32Array.from(edges, ({ to }) => to),
    edgeLengthM: Float32Array.from(edges, () => 1_200),
    edgeClass: new Uint8Array(edges.length),
    edgeSpeedKmh: Uint8Array.from(edges, ({ speedKmh = 36 }) => speedKmh),
    edgeFlags: Uint16Array.from(edges, ({ flags }) => flags),
    edgeLine: Uint32Array.from(edges, ({ line }) => line),
    lineFirstPoint: count(roads.length, (line) => points[line] ?? []),
    pointLongitudeE7: Int32Array.from(points.flat(), ([longitude]) => Math.round(longitude * 1e7)),
    pointLatitudeE7: Int32Array.from(points.flat(), ([, latitude]) => Math.round(latitude * 1e7)),
    lineName: Uint32Array.from(roads, (_, line) => line + 1),
    names: ['', ...roads.map((_, line) => `Jalan ${line}`)],
    ...{ ferryEdge: none, ferryDurationS: none, banFirst: none, banEdge: none },
    grid: { westE7: 0, southE7: 0, cellE7: 1, columns: 1, rows: 1, cellFirst: none, cellLine: none, lineEdge: none, lineNode: none },
  };
}

const timeMs = (graph: RoadGraph, from: number, to: number): number => searchRoads(graphNetwork(graph, 'car', () => null), [{ node: from, costMs: 0 }], { direction: 'forward' }).costsMs[to] ?? Number.NaN;

describe('the roads of an imported map', () => {
  test('take their length at their speed, each way by itself', () => {
    const graph = graphOf(3, [{ from: 0, to: 1 }, { from: 1, to: 2, oneway: true }]);
    expect([timeMs(graph, 0, 2), timeMs(graph, 2, 0)]).toEqual([240_000, Infinity]);
  });

  test('get nodes along a long line, in both directions, and are as long as before', () => {
    const shape = [[113.803, -7.002], [113.8031, -7.002], [113.807, -7.002]] as const;
    const network = graphNetwork(graphOf(2, [{ from: 0, to: 1, shape }]), 'car', () => null);
    expect(Array.from(network.longitudes)).toEqual([113.8, 113.81, 113.803, 113.807]);
    expect([timeMs(graphOf(2, [{ from: 0, to: 1, shape }]), 0, 1), timeMs(graphOf(2, [{ from: 0, to: 1, shape }]), 1, 0)].map((ms) => Math.abs(ms - 120_000) <= 3)).toEqual([true, true]);
    expect(network.names[network.nameOf[0] ?? 0]).toBe('Jalan 0');
  });

  test('are without ferries and without paths that a car does not pass', () => {
    const graph = graphOf(4, [{ from: 0, to: 1 }, { from: 1, to: 2, flags: edgeFlag.ferry }, { from: 0, to: 3, flags: edgeFlag.motorcycleOnly }]);
    expect([graphNetwork(graph, 'car', () => null).heads.length, graphNetwork(graph, 'car', () => null).latitudes.length]).toEqual([2, 2]);
  });

  test('leave out a yard that hangs together with nothing', () => {
    const street = Array.from({ length: 40 }, (_, node) => ({ from: node, to: node + 1 }));
    expect(graphNetwork(graphOf(43, [...street, { from: 41, to: 42 }]), 'car', () => null).latitudes.length).toBe(41);
  });

  test('of an island are kept however few they are', () => {
    expect(graphNetwork(graphOf(2, [{ from: 0, to: 1 }]), 'car', () => null).latitudes.length).toBe(2);
  });
});
