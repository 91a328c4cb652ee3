import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ferryLegs, withFerries } from '#domain/routes/ferry-legs.ts';
import { graphNetwork, type RoadVehicle } from '#domain/routes/graph-network.ts';
import type { RoadGraph } from '#domain/routes/road-graph.ts';
import { endsAt } from '#domain/routes/road-network.ts';
import { searchRoads } from '#domain/routes/search-roads.ts';
import type { SeaNetwork } from '#domain/routes/sea-legs.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { writeOsmPbf, type OsmData, type OsmTags } from '#tests/fixtures/write-osm-pbf.ts';
import { buildRoadGraph } from './build-road-graph.ts';
import { readExtract } from './read-extract.ts';

/** Node `xy` stands x steps east and y steps north of a corner; a step is about 220 m. */
const step = 0.002;
const pointOf = (id: number) => ({ longitude: 113.8 + (id % 10) * step, latitude: -7 + Math.floor(id / 10) * step });
const madura = () => ({ id: 'madura' });

/** The graph of some roads ("11 12 13": through these nodes), restrictions ("11-12 12 12-13": from, via, to by the nodes their ways join) and tagged nodes. */
function graphOf(roads: readonly (readonly [nodes: string, tags: OsmTags])[], more: { restrictions?: readonly (readonly [from: number, via: string, to: number, tags: OsmTags])[]; nodeTags?: Readonly<Record<number, OsmTags>> } = {}): RoadGraph {
  const ways = roads.map(([nodes, tags], index) => ({ id: index + 1, refs: nodes.split(' ').map(Number), tags }));
  const ids = [...new Set(ways.flatMap(({ refs }) => refs))].sort((left, right) => left - right);
  const data: OsmData = {
    nodes: ids.map((id) => ({ id, ...pointOf(id), ...(more.nodeTags?.[id] ? { tags: more.nodeTags[id] } : {}) })),
    ways,
    relations: (more.restrictions ?? []).map(([from, via, to, tags], index) => ({
      id: index + 1,
      members: [
        { kind: 1, id: from, role: 'from' },
        ...via.split(' ').map((each) => ({ kind: each.startsWith('way') ? (1 as const) : (0 as const), id: Number(each.replace('way', '')), role: 'via' })),
        { kind: 1, id: to, role: 'to' },
      ],
      tags: { type: 'restriction', ...tags },
    })),
  };
  const file = join(temporaryFolder(), 'roads.osm.pbf');
  writeOsmPbf(file, data);
  return buildRoadGraph(readExtract(file, [113, -8, 115, -6], () => undefined), madura).graph;
}

/** Seconds from a node to another; null where no way leads there. */
function secondsBetween(graph: RoadGraph, from: number, to: number, vehicle: RoadVehicle = 'car'): number | null {
  const network = graphNetwork(graph, vehicle, () => null);
  const nodeAt = (id: number): number => network.latitudes.findIndex((latitude, node) => Math.abs(latitude - pointOf(id).latitude) < 1e-6 && Math.abs((network.longitudes[node] ?? 0) - pointOf(id).longitude) < 1e-6);
  const { costsMs } = searchRoads(network, endsAt(network, nodeAt(to)).map((node) => ({ node, costMs: 0 })), { direction: 'backward' });
  const ms = costsMs[nodeAt(from)] ?? Infinity;
  return ms === Infinity ? null : Math.round(ms / 1_000);
}
const passes = (graph: RoadGraph, from: number, to: number, vehicle: RoadVehicle = 'car'): boolean => secondsBetween(graph, from, to, vehicle) !== null;

describe('a road of OpenStreetMap', () => {
  const road = { highway: 'residential' };
  test.each<[string, OsmTags, forth: boolean, back: boolean]>([
    ['goes both ways', {}, true, true],
    ['oneway=yes', { oneway: 'yes' }, true, false],
    ['oneway=-1', { oneway: '-1' }, false, true],
    ['oneway=reverse', { oneway: 'reverse' }, false, true],
    ['of a roundabout is one-way', { junction: 'roundabout' }, true, false],
    ['of a roundabout with oneway=no is not', { junction: 'roundabout', oneway: 'no' }, true, true],
    ['a motorway is one-way', { highway: 'motorway' }, true, false],
    ['one-way for others than engines', { oneway: 'yes', 'oneway:motor_vehicle': 'no' }, true, true],
  ])('%s', (_what, tags, forth, back) => {
    const graph = graphOf([['11 12 13', { ...road, ...tags }]]);
    expect([passes(graph, 11, 13), passes(graph, 13, 11)]).toEqual([forth, back]);
  });

  test.each<[string, OsmTags, car: boolean, motorcycle: boolean]>([
    ['a path', { highway: 'path' }, false, true],
    ['a footway', { highway: 'footway' }, false, false],
    ['a footway on which motorcycles may', { highway: 'footway', motorcycle: 'yes' }, false, true],
    ['narrower than a car', { width: '1.2' }, false, true],
    ['closed to cars', { motorcar: 'no' }, false, true],
    ['closed to engines', { motor_vehicle: 'no' }, false, false],
    ['closed to all', { access: 'no' }, false, false],
    ['closed to all but emergencies', { access: 'no', emergency: 'yes' }, true, true],
    ['private', { access: 'private' }, true, true],
    ['a track', { highway: 'track' }, true, true],
    ['not built yet', { highway: 'construction' }, false, false],
  ])('%s is driven by whom it is for', (_what, tags, car, motorcycle) => {
    const graph = graphOf([['11 12', road], ['12 13', { ...road, ...tags }], ['13 14', road], ['11 21', road]]);
    expect([passes(graph, 12, 13), passes(graph, 12, 13, 'motorcycle')]).toEqual([car, motorcycle]);
  });

  test.each<[string, OsmTags, car: number | null, motorcycle: number | null]>([
    ['a gate takes time', { barrier: 'gate' }, 30, 30],
    ['a bollard lets motorcycles through', { barrier: 'bollard' }, null, 30],
    ['a bollard that emergencies may lower is a gate', { barrier: 'bollard', emergency: 'yes' }, 30, 30],
    ['a kerb is nothing', { barrier: 'kerb' }, 0, 0],
  ])('%s', (_what, tags, car, motorcycle) => {
    const free = secondsBetween(graphOf([['11 12 13', road]]), 11, 13) ?? 0;
    const graph = graphOf([['11 12 13', road], ['11 21', road], ['13 23', road]], { nodeTags: { 12: tags } });
    const more = (vehicle: RoadVehicle): number | null => {
      const seconds = secondsBetween(graph, 11, 13, vehicle);
      return seconds === null ? null : Math.abs(seconds - free) <= 1 ? 0 : seconds - free;
    };
    expect([more('car'), more('motorcycle')]).toEqual([car, motorcycle]);
  });
});

/** A crossing at 22: roads 1 west, 2 east, 3 north, 4 south; the long way round from west to north is road 5. */
describe('a banned turn', () => {
  const road = { highway: 'residential' };
  const crossing = [['21 22', road], ['22 23', road], ['22 32', road], ['22 12', road], ['21 31 41 42 32', road]] as const;
  const direct = (): number => secondsBetween(graphOf(crossing), 21, 32) ?? 0;
  test.each<[string, string, from: number, to: number, OsmTags?]>([
    ['no_left_turn', 'no_left_turn', 1, 3],
    ['only_straight_on', 'only_straight_on', 1, 2],
    ['only_right_turn', 'only_right_turn', 1, 4],
  ])('%s at a node is not driven', (_what, restriction, from, to) => {
    const graph = graphOf(crossing, { restrictions: [[from, '22', to, { restriction }]] });
    expect([(secondsBetween(graph, 21, 32) ?? 0) > direct(), secondsBetween(graph, 32, 21)]).toEqual([true, direct()]);
    expect(secondsBetween(graph, 21, 22)).toBe(secondsBetween(graphOf(crossing), 21, 22));
  });

  test('does not hold where emergencies are excepted', () => {
    expect(secondsBetween(graphOf(crossing, { restrictions: [[1, '22', 3, { restriction: 'no_left_turn', except: 'emergency' }]] }), 21, 32)).toBe(direct());
  });

  test('back on the same road is not driven', () => {
    const graph = graphOf([['21 22', { ...road, oneway: 'yes' }], ['22 23', road], ['22 32', road]], { restrictions: [[2, '22', 2, { restriction: 'no_u_turn' }], [1, '22', 2, { restriction: 'no_right_turn' }]] });
    expect([passes(graph, 23, 32), passes(graph, 21, 23)]).toEqual([true, true]);
    expect(secondsBetween(graph, 21, 23)).toBeGreaterThan(secondsBetween(graphOf([['21 22', road], ['22 23', road]]), 21, 23) ?? 0);
  });

  test('by way of a road is banned from where it begins, and only then', () => {
    const double = [['21 22', road], ['22 23', road], ['23 24', { ...road, oneway: 'yes' }], ['12 22', road], ['23 33', road]] as const;
    const banned = graphOf(double, { restrictions: [[1, 'way2', 3, { restriction: 'no_left_turn' }]] });
    const free = graphOf(double);
    expect(secondsBetween(banned, 12, 24)).toBe(secondsBetween(free, 12, 24));
    expect(secondsBetween(banned, 21, 33)).toBe(secondsBetween(free, 21, 33));
    expect(secondsBetween(banned, 21, 24)).toBeGreaterThan(secondsBetween(free, 21, 24) ?? 0);
    const only = graphOf(double, { restrictions: [[1, 'way2', 3, { restriction: 'only_straight_on' }]] });
    expect(secondsBetween(only, 21, 24)).toBe(secondsBetween(free, 21, 24));
    expect(secondsBetween(only, 21, 33)).toBeGreaterThan(secondsBetween(free, 21, 33) ?? 0);
    expect(secondsBetween(only, 12, 33)).toBe(secondsBetween(free, 12, 33));
  });
});

describe('a ferry of OpenStreetMap', () => {
  const road = { highway: 'residential' };
  const ferry = { route: 'ferry', name: 'Kalianget – Talango', duration: '00:20' };
  const legsOf = (roads: readonly (readonly [string, OsmTags])[]) => ferryLegs(graphOf([['11 12', road], ['18 19', road], ...roads]), madura).legs.map(({ vessel, minutes }) => `${vessel} ${minutes}`);
  test.each<[string, readonly (readonly [string, OsmTags])[], readonly string[]]>([
    ['is a sea leg of its duration', [['12 15 18', ferry]], ['ferry 20']],
    ['is no leg without a duration', [['12 15 18', { route: 'ferry' }]], []],
    ['that takes no cars is a boat', [['12 15 18', { ...ferry, motor_vehicle: 'no' }]], ['boat 20']],
    ['in two ways is one leg', [['12 15', { ...ferry, duration: '8' }], ['15 18', { ...ferry, duration: 'PT12M' }]], ['ferry 20']],
    ['in three ways from a point at sea joins three piers', [['12 15', { ...ferry, duration: '8' }], ['15 18', { ...ferry, duration: '12' }], ['15 45', { ...ferry, duration: '30' }]], ['ferry 20', 'ferry 38', 'ferry 42']],
    ['that goes one way only is left out', [['12 15 18', { ...ferry, oneway: 'yes' }]], []],
  ])('%s', (_what, roads, wanted) => expect(legsOf(roads).toSorted()).toEqual([...wanted].toSorted()));

  test('has piers with the names of its ends, and gives way to a crossing of ours', () => {
    const found = ferryLegs(graphOf([['11 12', road], ['18 19', road], ['12 15 18', ferry]]), madura);
    expect(found.piers.map(({ name, islandId }) => `${name} ${islandId}`)).toEqual(['Kalianget madura', 'Talango madura']);
    const own: SeaNetwork = {
      piers: [{ id: 'a', name: 'A', islandId: 'madura', ...pointOf(12), radiusM: 1 }, { id: 'b', name: 'B', islandId: 'poteran', ...pointOf(18), radiusM: 1 }],
      legs: [{ id: 'a--b', from: 'b', to: 'a', vessel: 'ferry', minutes: 15, waveLimitM: 1, timetable: { departures: ['08:00'] } }],
    };
    expect(withFerries(own, found)).toEqual(own);
    expect(withFerries({ ...own, legs: [] }, found).piers.map(({ name }) => name)).toEqual(['A', 'B', 'A', 'Talango']);
  });
});
