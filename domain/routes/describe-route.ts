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
  const line: Position[] = [positionOf(traveller)];
  let node = from.node;
  let nowMs = given.departAtMs;
  let offRoadM = from.offRoadM;
  if (from.offRoadM > 0) {
    legs.push({ kind: 'off-road', durationMs: from.offRoadMs, distanceM: from.offRoadM });
    nowMs += from.offRoadMs;
  }
  for (const step of steps.toReversed()) {
    const pier = piers[step.pier];
    if (step.by) {
      const sailsMs = step.by.minutes * 60_000;
      const waitMs = step.arrivesMs - nowMs - sailsMs;
      const before = piers[step.before];
      if (waitMs > 0) legs.push({ kind: 'wait', durationMs: waitMs, pier: before?.name ?? '' });
      legs.push({ kind: 'sea', durationMs: sailsMs, legId: step.by.id, vessel: step.by.vessel, from: before?.name ?? '', to: pier?.name ?? '', waveLimitM: step.by.waveLimitM });
      if (pier) line.push(positionOf(pier));
      node = pierJoins[step.pier]?.node ?? node;
      offRoadM = 0;
    } else {
      const edges = edgesToSeed(network, pier ? given.treeOfPier(step.pier) : given.toTarget, node);
      const lengthM = edges.reduce((sum, edge) => sum + (network.lengthsM[edge] ?? 0), 0);
      const durationMs = step.arrivesMs - nowMs;
      if (durationMs > 0) legs.push({ kind: 'road', durationMs, distanceM: Math.round(lengthM), roads: roadNames(network, edges) });
      for (const edge of [...edges.slice(0, 1).map((first) => network.tails[first] ?? 0), ...edges.map((each) => network.heads[each] ?? 0)]) line.push([network.longitudes[edge] ?? 0, network.latitudes[edge] ?? 0]);
      line.push(positionOf(pier ?? target));
      offRoadM = pier ? 0 : given.offRoadM;
    }
    nowMs = step.arrivesMs;
  }
  return { durationMs: nowMs - given.departAtMs, legs: withLastLane(legs, offRoadM), line };
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
  const onWater = [water.node, ...edges.map((edge) => network.heads[edge] ?? 0)].map((node): Position => [network.longitudes[node] ?? 0, network.latitudes[node] ?? 0]);
  return {
    durationMs: legs.reduce((sum, { durationMs }) => sum + durationMs, 0),
    legs,
    line: [positionOf(traveller), ...onWater, ...(landing?.pier ? [positionOf(landing.pier)] : []), positionOf(target)],
  };
}

function roadNames(network: RoadNetwork, edges: readonly number[]): readonly string[] {
  return [...new Set(edges.map((edge) => network.names[network.nameOf[edge] ?? 0] ?? ''))].filter((name) => name !== '');
}

/** The last stretch beside the road is part of the road's time; it is named when it is long. */
function withLastLane(legs: readonly RouteLeg[], offRoadM: number): readonly RouteLeg[] {
  const last = legs.at(-1);
  if (offRoadM === 0 || last?.kind !== 'road') return legs;
  const laneMs = Math.min(last.durationMs, Math.round((offRoadM * 3600) / 15));
  const road: RouteLeg = { ...last, durationMs: last.durationMs - laneMs };
  return [...legs.slice(0, -1), ...(road.durationMs > 0 ? [road] : []), { kind: 'off-road', durationMs: laneMs, distanceM: offRoadM }];
}
