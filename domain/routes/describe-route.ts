import { distanceM } from '../places/distance.ts';
import type { Coordinates } from '../places/place.ts';
import type { RoadJoin } from './join-road.ts';
import type { Landing, LandStep } from './plan-routes.ts';
import type { RoadNetwork } from './road-network.ts';
import type { Route, RouteLeg, Traveller } from './route.ts';
import { gridSpeedKmh } from './sea-grid.ts';
import type { Pier } from './sea-legs.ts';
import { edgesToSeed, type RoadTree } from './search-roads.ts';

type Position = readonly [longitude: number, latitude: number];

const positionOf = ({ latitude, longitude }: Coordinates): Position => [longitude, latitude];

/** The way of a land traveller in words and as a line. `steps` stand last one first. */
export function describeLandRoute(given: {
  readonly network: RoadNetwork;
  readonly steps: readonly LandStep[];
  readonly departAtMs: number;
  readonly from: RoadJoin;
  readonly traveller: Traveller;
  readonly target: Coordinates;
  readonly toTarget: RoadTree;
  readonly offRoadM: number;
  readonly piers: readonly Pier[];
  readonly pierJoins: readonly (RoadJoin | null)[];
  readonly treeOfPier: (pier: number) => RoadTree;
}): Route {
  const { network, steps, from, traveller, target, piers, pierJoins } = given;
  const legs: RouteLeg[] = [];
  const ends: number[] = [];
  const line: Position[] = [positionOf(traveller)];
  const addLeg = (leg: RouteLeg): void => {
    legs.push(leg);
    ends.push(line.length - 1);
  };
  let node = from.node;
  let nowMs = given.departAtMs;
  let offRoadM = from.offRoadM;
  line.push(placeOfNode(network, from.node));
  if (from.offRoadM > 0) {
    addLeg({ kind: 'off-road', durationMs: from.offRoadMs, distanceM: from.offRoadM });
    nowMs += from.offRoadMs;
  }
  for (const step of steps.toReversed()) {
    const pier = piers[step.pier];
    if (step.by) {
      const sailsMs = step.by.minutes * 60_000;
      const waitMs = step.arrivesMs - nowMs - sailsMs;
      const before = piers[step.before];
      if (waitMs > 0) addLeg({ kind: 'wait', durationMs: waitMs, pier: before?.name ?? '' });
      if (pier) line.push(positionOf(pier));
      addLeg({ kind: 'sea', durationMs: sailsMs, legId: step.by.id, vessel: step.by.vessel, from: before?.name ?? '', to: pier?.name ?? '', waveLimitM: step.by.waveLimitM });
      node = pierJoins[step.pier]?.node ?? node;
      offRoadM = 0;
    } else {
      const edges = edgesToSeed(network, pier ? given.treeOfPier(step.pier) : given.toTarget, node);
      const lengthM = edges.reduce((sum, edge) => sum + (network.lengthsM[edge] ?? 0), 0);
      const durationMs = step.arrivesMs - nowMs;
      if (durationMs > 0) {
        // From a pier the road begins beside it.
        if (step.before >= 0) line.push(placeOfNode(network, node));
        line.push(...edges.map((edge) => placeOfNode(network, network.heads[edge] ?? 0)), positionOf(pier ?? target));
        addLeg({ kind: 'road', durationMs, distanceM: Math.round(lengthM), roads: roadNames(network, edges) });
      }
      offRoadM = pier ? 0 : given.offRoadM;
    }
    nowMs = step.arrivesMs;
  }
  return { durationMs: nowMs - given.departAtMs, ...withLastLane(legs, ends, offRoadM), line };
}

/** The way of a boat: over the water, and from the pier by road where the incident is ashore. */
export function describeVesselRoute(given: {
  readonly network: RoadNetwork;
  readonly tree: RoadTree;
  readonly water: { readonly node: number; readonly awayM: number };
  readonly traveller: Traveller;
  readonly target: Coordinates;
  readonly landing: (node: number) => Landing | null;
}): Route {
  const { network, tree, water, traveller, target } = given;
  const edges = edgesToSeed(network, tree, water.node);
  const last = network.heads[edges.at(-1) ?? -1] ?? water.node;
  const landing = given.landing(last);
  const overWaterM = edges.reduce((sum, edge) => sum + (network.lengthsM[edge] ?? 0), water.awayM + (landing?.awayM ?? 0));
  const speedKmh = traveller.speedKmh ?? gridSpeedKmh;
  const sails: RouteLeg = { kind: 'open-water', durationMs: Math.round((overWaterM * 3600) / speedKmh), distanceM: Math.round(overWaterM), to: landing?.pier?.name ?? null };
  const ashore: RouteLeg[] = landing?.pier ? [{ kind: 'road', durationMs: landing.roadMs, distanceM: Math.round(distanceM(landing.pier, target)), roads: [] }] : [];
  const legs = [sails, ...ashore.filter(({ durationMs }) => durationMs > 0)];
  const onWater = [water.node, ...edges.map((edge) => network.heads[edge] ?? 0)].map((node) => placeOfNode(network, node));
  const line = [positionOf(traveller), ...onWater, ...(landing?.pier ? [positionOf(landing.pier)] : []), positionOf(target)];
  return {
    durationMs: legs.reduce((sum, { durationMs }) => sum + durationMs, 0),
    legs,
    line,
    ends: legs.length === 1 ? [line.length - 1] : [line.length - 2, line.length - 1],
  };
}

function placeOfNode({ longitudes, latitudes }: RoadNetwork, node: number): Position {
  return [longitudes[node] ?? 0, latitudes[node] ?? 0];
}

function roadNames(network: RoadNetwork, edges: readonly number[]): readonly string[] {
  return [...new Set(edges.map((edge) => network.names[network.nameOf[edge] ?? 0] ?? ''))].filter((name) => name !== '');
}

/** The last stretch beside the road is part of the road's time and of its line; it is named when it is long. */
function withLastLane(legs: readonly RouteLeg[], ends: readonly number[], offRoadM: number): Pick<Route, 'legs' | 'ends'> {
  const last = legs.at(-1);
  const end = ends.at(-1) ?? 0;
  if (offRoadM === 0 || last?.kind !== 'road') return { legs, ends };
  const laneMs = Math.min(last.durationMs, Math.round((offRoadM * 3600) / 15));
  const lane: RouteLeg = { kind: 'off-road', durationMs: laneMs, distanceM: offRoadM };
  const before = { legs: legs.slice(0, -1), ends: ends.slice(0, -1) };
  if (last.durationMs === laneMs) return { legs: [...before.legs, lane], ends: [...before.ends, end] };
  return { legs: [...before.legs, { ...last, durationMs: last.durationMs - laneMs }, lane], ends: [...before.ends, end - 1, end] };
}
