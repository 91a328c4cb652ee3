import type { Coordinates } from '../places/place.ts';
import { createNodeIndex, joinRoad, type Ground, type RoadJoin } from './join-road.ts';
import { hinderedTimesMs, type Obstacle } from './obstacle.ts';
import type { RoadNetwork } from './road-network.ts';
import type { Reach, Route, Traveller } from './route.ts';
import { describeLandRoute, describeVesselRoute } from './describe-route.ts';
import { gridSpeedKmh, type SeaGrid } from './sea-grid.ts';
import { departureMs, type Pier, type SeaLeg, type SeaNetwork } from './sea-legs.ts';
import { searchRoads, type RoadTree } from './search-roads.ts';

/** The roads under some obstacles, and the ways to each pier over them: the same for every incident until an obstacle changes. */
type Conditions = { readonly timesMs: Uint32Array; readonly legs: readonly SeaLeg[]; readonly treeOfPier: (index: number) => RoadTree };

/** Where a land traveller goes on: `pier` in the list of piers, or the target itself. */
export type LandStep = { readonly pier: number; readonly arrivesMs: number; readonly by: SeaLeg | null; readonly before: number };

export type RoutePlan = {
  readonly reach: ReadonlyMap<string, Reach>;
  /** Undefined for who cannot come. */
  routeOf(id: string): Route | undefined;
  /** How far the incident lies from the road by which it is reached; null on the open sea. */
  readonly targetOffRoadM: number | null;
};

export type RouteRequest = {
  readonly target: Coordinates;
  readonly travellers: readonly Traveller[];
  readonly obstacles: readonly Obstacle[];
  readonly departAtMs: number;
};

export type PlannerOptions = { readonly network: RoadNetwork; readonly sea: SeaNetwork; /** Made when the first boat is asked about. */ readonly seaGrid: () => SeaGrid; readonly ground: Ground; readonly utcOffsetMinutes: number };

/**
 * Ways to an incident for many at once. One search from the incident against the roads tells everybody's time on its own island; over sea legs with
 * timetables the earliest arrival is found between the few piers, each of which has the ways to it ready. Boats of our own go over the water grid.
 */
export function createRoutePlanner(options: PlannerOptions): { plan(request: RouteRequest): RoutePlan } {
  const { network, sea, seaGrid, ground, utcOffsetMinutes } = options;
  const index = createNodeIndex(network);
  const join = (point: Coordinates): RoadJoin | null => joinRoad(network, index, ground, point);
  const pierJoins = sea.piers.map(join);
  const pierIndex = new Map(sea.piers.map(({ id }, place) => [id, place]));
  const quickestCrossingMs = Math.min(...sea.legs.map(({ minutes, timetable }) => (minutes + ('window' in timetable ? timetable.waitMinutes : 0)) * 60_000));
  let latest: { readonly key: string; readonly conditions: Conditions } | null = null;

  const conditionsUnder = (obstacles: readonly Obstacle[]): Conditions => {
    const key = JSON.stringify(obstacles.map(({ id, target, speedPercent }) => [id, target, speedPercent]));
    if (latest?.key === key) return latest.conditions;
    const timesMs = hinderedTimesMs(network, obstacles, (latitude, longitude) => index.nearest({ latitude, longitude }, 2_000, 1)[0]?.node ?? -1);
    const trees = new Map<number, RoadTree>();
    const conditions: Conditions = {
      timesMs,
      legs: sailingLegs(sea.legs, obstacles),
      treeOfPier(pier) {
        const known = trees.get(pier);
        if (known) return known;
        const at = pierJoins[pier];
        const tree = searchRoads(network, at ? [{ node: at.node, costMs: at.offRoadMs }] : [], { direction: 'backward', timesMs });
        trees.set(pier, tree);
        return tree;
      },
    };
    latest = { key, conditions };
    return conditions;
  };

  /** The steps by which a land traveller arrives first, last one first; null where nothing leads there. */
  const landSteps = (from: RoadJoin, { mode, delayMs = 0 }: Traveller, toTarget: RoadTree, { legs, treeOfPier }: Conditions, departAtMs: number): readonly LandStep[] | null => {
    const target = sea.piers.length;
    const steps: (LandStep | undefined)[] = [];
    const isSettled = new Uint8Array(target + 1);
    const offer = (pier: number, arrivesMs: number, by: SeaLeg | null, before: number): void => {
      if (arrivesMs === Infinity || arrivesMs >= (steps[pier]?.arrivesMs ?? Infinity)) return;
      steps[pier] = { pier, arrivesMs, by, before };
    };
    const costTo = (pier: number, node: number): number => treeOfPier(pier).costsMs[node] ?? Infinity;
    const startMs = departAtMs + delayMs + from.offRoadMs;
    offer(target, startMs + (toTarget.costsMs[from.node] ?? Infinity), null, -1);
    // Whoever leaves the island by sea has to come back to it the same way.
    if ((steps[target]?.arrivesMs ?? Infinity) - startMs <= 2 * quickestCrossingMs) return [steps[target] as LandStep];
    for (let pier = 0; pier < target; pier += 1) if (pierJoins[pier]?.islandId === from.islandId) offer(pier, startMs + costTo(pier, from.node), null, -1);
    for (;;) {
      let next = -1;
      for (let pier = 0; pier <= target; pier += 1) {
        if (!isSettled[pier] && steps[pier] && (next < 0 || (steps[pier]?.arrivesMs ?? 0) < (steps[next]?.arrivesMs ?? 0))) next = pier;
      }
      if (next < 0 || next === target) break;
      isSettled[next] = 1;
      const { arrivesMs, by } = steps[next] as LandStep;
      const here = pierJoins[next];
      if (by && here) {
        const onRoadMs = arrivesMs + here.offRoadMs;
        offer(target, onRoadMs + (toTarget.costsMs[here.node] ?? Infinity), null, next);
        for (let pier = 0; pier < target; pier += 1) if (pier !== next && pierJoins[pier]?.islandId === here.islandId) offer(pier, onRoadMs + costTo(pier, here.node), null, next);
      }
      const id = sea.piers[next]?.id;
      for (const leg of legs) {
        if (leg.from !== id && leg.to !== id) continue;
        if (mode === 'vehicle' && leg.vessel !== 'ferry') continue;
        const leavesMs = departureMs(leg.timetable, arrivesMs, utcOffsetMinutes);
        offer(pierIndex.get(leg.from === id ? leg.to : leg.from) ?? -1, leavesMs + leg.minutes * 60_000, leg, next);
      }
    }
    if (!steps[target]) return null;
    const way: LandStep[] = [];
    for (let place = target; place >= 0; place = steps[place]?.before ?? -1) way.push(steps[place] as LandStep);
    return way;
  };

  const plan = ({ target, travellers, obstacles, departAtMs }: RouteRequest): RoutePlan => {
    const conditions = conditionsUnder(obstacles);
    const onLand = ground.islandAt(target.latitude, target.longitude) !== null;
    const joined = onLand ? join(target) : null;
    const toTarget = joined && searchRoads(network, [{ node: joined.node, costMs: joined.offRoadMs }], { direction: 'backward', timesMs: conditions.timesMs });
    const vesselSeeds = travellers.some(({ mode }) => mode === 'vessel') ? landings(target, joined, toTarget) : [];
    const vesselStarts = new Map(travellers.flatMap((each) => {
      const water = each.mode === 'vessel' ? seaGrid().waterNear(each) : null;
      return water ? [[each.id, water] as const] : [];
    }));
    const overWater = vesselSeeds.length === 0 || vesselStarts.size === 0 ? null : searchRoads(seaGrid().network, vesselSeeds, { direction: 'backward', only: [...new Set([...vesselStarts.values()].map(({ node }) => node))] });
    const reach = new Map<string, Reach>();
    const ways = new Map<string, () => Route>();
    for (const traveller of travellers) {
      if (traveller.mode === 'vessel') {
        const water = vesselStarts.get(traveller.id);
        if (!water) reach.set(traveller.id, { unreachable: 'no-water' });
        else if (!overWater || overWater.costsMs[water.node] === Infinity) reach.set(traveller.id, { unreachable: 'no-way' });
        else {
          const describe = (): Route =>
            describeVesselRoute({ network: seaGrid().network, tree: overWater, water, traveller, target, landing: (node) => vesselSeeds.find((seed) => seed.node === node) ?? null });
          reach.set(traveller.id, { durationMs: describe().durationMs + (traveller.delayMs ?? 0) });
          ways.set(traveller.id, describe);
        }
        continue;
      }
      const from = join(traveller);
      if (!onLand) reach.set(traveller.id, { unreachable: 'open-sea' });
      else if (!from || !joined || !toTarget) reach.set(traveller.id, { unreachable: 'no-road' });
      else {
        const steps = landSteps(from, traveller, toTarget, conditions, departAtMs);
        if (!steps) reach.set(traveller.id, { unreachable: 'no-way' });
        else {
          reach.set(traveller.id, { durationMs: (steps[0]?.arrivesMs ?? Infinity) - departAtMs });
          ways.set(traveller.id, () =>
            describeLandRoute({ network, timesMs: conditions.timesMs, steps, departAtMs, from, target, toTarget, offRoadM: joined.offRoadM, traveller, piers: sea.piers, pierJoins, treeOfPier: conditions.treeOfPier }),
          );
        }
      }
    }
    if (obstacles.length > 0) sayClosed(reach, { target, travellers, obstacles, departAtMs });
    const made = new Map<string, Route>();
    const routeOf = (id: string): Route | undefined => {
      const known = made.get(id) ?? ways.get(id)?.();
      if (known) made.set(id, known);
      return known;
    };
    return { reach, routeOf, targetOffRoadM: joined?.offRoadM ?? null };
  };

  /** Whoever has no way now but would have one without the obstacles is kept away by them. */
  const sayClosed = (reach: Map<string, Reach>, request: RouteRequest): void => {
    const shutOut = request.travellers.filter(({ id }) => {
      const known = reach.get(id);
      return known && 'unreachable' in known && known.unreachable === 'no-way';
    });
    if (shutOut.length === 0) return;
    const kept = latest;
    const free = plan({ ...request, travellers: shutOut, obstacles: [] });
    latest = kept;
    for (const { id } of shutOut) if (free.routeOf(id)) reach.set(id, { unreachable: 'closed' });
  };

  /** Where a boat brings help ashore: at the incident itself at sea, else at the piers of its island, with the road from there. */
  const landings = (target: Coordinates, joined: RoadJoin | null, toTarget: RoadTree | null): readonly Landing[] => {
    // An islet without a road is come ashore on where it is.
    if (!joined) {
      const water = seaGrid().waterNear(target);
      return water ? [{ node: water.node, costMs: Math.round((water.awayM * 3600) / gridSpeedKmh), roadMs: 0, pier: null, awayM: water.awayM }] : [];
    }
    return sea.piers.flatMap((pier, place) => {
      const at = pierJoins[place];
      const water = at?.islandId === joined.islandId ? seaGrid().waterNear(pier) : null;
      const roadMs = at && toTarget ? (toTarget.costsMs[at.node] ?? Infinity) + at.offRoadMs : Infinity;
      if (!water || roadMs === Infinity) return [];
      return [{ node: water.node, costMs: roadMs + Math.round((water.awayM * 3600) / gridSpeedKmh), roadMs, pier, awayM: water.awayM }];
    });
  };

  return { plan };
}

export type Landing = { readonly node: number; readonly costMs: number; readonly roadMs: number; readonly pier: Pier | null; readonly awayM: number };

/** A leg that is slowed takes longer; one that is closed does not sail. */
function sailingLegs(legs: readonly SeaLeg[], obstacles: readonly Obstacle[]): readonly SeaLeg[] {
  return legs.flatMap((leg) => {
    const slowest = Math.min(100, ...obstacles.flatMap(({ target, speedPercent }) => (target.kind === 'sea-leg' && target.legId === leg.id ? [speedPercent] : [])));
    return slowest <= 0 ? [] : [{ ...leg, minutes: (leg.minutes * 100) / slowest }];
  });
}
