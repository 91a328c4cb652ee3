import type { Coordinates } from '../places/place.ts';
import { describeLandRoute, describeVesselRoute } from './describe-route.ts';
import { joinRoad, type RoadJoin } from './join-road.ts';
import { createNodeIndex, type Ground } from './node-index.ts';
import type { Obstacle } from './obstacle.ts';
import { createRoadConditions, type RoadConditions } from './road-conditions.ts';
import { piecesOf, type RoadNetwork } from './road-network.ts';
import type { Reach, Route, Traveller } from './route.ts';
import { gridSpeedKmh, type SeaGrid } from './sea-grid.ts';
import { departureMs, type Pier, type SeaLeg, type SeaNetwork } from './sea-legs.ts';
import { searchRoads, type RoadTree } from './search-roads.ts';

const joinsKept = 10_000;
/** Within this time of its fix, from the middle of the area is as good as from its edge. */
const smallTurnMs = 20_000;

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
  /** Called now and then while it searches; throws to give up. */
  readonly look?: () => void;
};

export type PlannerOptions = { readonly network: RoadNetwork; readonly sea: SeaNetwork; /** Made when the first boat is asked about. */ readonly seaGrid: () => SeaGrid; readonly ground: Ground; readonly utcOffsetMinutes: number };

export type RoutePlanner = {
  plan(request: RouteRequest): RoutePlan;
  /** Makes the ways to one more pier ready for the next plan under these obstacles; false when all of them are. */
  prepare(obstacles: readonly Obstacle[]): boolean;
};

/**
 * Ways to an incident for many at once. One search from the incident against the roads tells everybody's time on its own island; over sea legs with
 * timetables the earliest arrival is found between the few piers, each of which has the ways to it ready. Boats of our own go over the water grid.
 */
export function createRoutePlanner(options: PlannerOptions): RoutePlanner {
  const { network, sea, seaGrid, ground, utcOffsetMinutes } = options;
  const index = createNodeIndex(network, ground);
  const joins = new Map<string, RoadJoin | null>();
  /** Most of who is asked about stands where it stood when it was asked about last. */
  const join = (point: Coordinates & { readonly islandId?: string }): RoadJoin | null => {
    const key = `${point.latitude} ${point.longitude} ${point.islandId ?? ''}`;
    const known = joins.get(key);
    if (known !== undefined) return known;
    const joined = joinRoad(network, index, ground, point);
    if (joins.size >= joinsKept) joins.clear();
    joins.set(key, joined);
    return joined;
  };
  const pierJoins = sea.piers.map(join);
  const pierIndex = new Map(sea.piers.map(({ id }, place) => [id, place]));
  const quickestCrossingMs = Math.min(...sea.legs.map(({ minutes, timetable }) => (minutes + ('window' in timetable ? timetable.waitMinutes : 0)) * 60_000));
  const hasBans = network.copiesOf.size > 0;
  let look: (() => void) | undefined;
  const conditionsUnder = createRoadConditions({ network, index, legs: sea.legs, pierJoins, look: () => look?.() });

  /** The steps by which a land traveller arrives first, last one first; null where nothing leads there. */
  const landSteps = (from: RoadJoin, { mode }: Traveller, toTarget: RoadTree, { legs, treeOfPier }: RoadConditions, departAtMs: number): readonly LandStep[] | null => {
    // Who came to a pier over sea may go on by road, who came by road would have gone straight on: two places each, and the target behind them.
    const count = sea.piers.length;
    const target = 2 * count;
    const steps: (LandStep | undefined)[] = [];
    const previous = new Int32Array(target + 1).fill(-1);
    const isSettled = new Uint8Array(target + 1);
    const offer = (place: number, arrivesMs: number, by: SeaLeg | null, from: number): void => {
      if (arrivesMs === Infinity || arrivesMs >= (steps[place]?.arrivesMs ?? Infinity)) return;
      steps[place] = { pier: place === target ? count : place % count, arrivesMs, by, before: from < 0 ? -1 : from % count };
      previous[place] = from;
    };
    const costTo = (pier: number, node: number): number => treeOfPier(pier).costsMs[node] ?? Infinity;
    const startMs = departAtMs + from.offRoadMs;
    offer(target, startMs + (toTarget.costsMs[from.node] ?? Infinity), null, -1);
    // Whoever leaves the island by sea has to come back to it the same way.
    const direct = steps[target];
    if (direct && direct.arrivesMs - startMs <= 2 * quickestCrossingMs) return [direct];
    for (let pier = 0; pier < count; pier += 1) if (pierJoins[pier]?.islandId === from.islandId) offer(pier, startMs + costTo(pier, from.node), null, -1);
    for (;;) {
      let next = -1;
      for (let place = 0; place <= target; place += 1) {
        if (!isSettled[place] && steps[place] && (next < 0 || (steps[place]?.arrivesMs ?? 0) < (steps[next]?.arrivesMs ?? 0))) next = place;
      }
      if (next < 0 || next === target) break;
      isSettled[next] = 1;
      const { arrivesMs, by } = steps[next] as LandStep;
      const at = next % count;
      const here = pierJoins[at];
      if (by && here) {
        const onRoadMs = arrivesMs + here.offRoadMs;
        offer(target, onRoadMs + (toTarget.costsMs[here.node] ?? Infinity), null, next);
        for (let pier = 0; pier < count; pier += 1) if (pier !== at && pierJoins[pier]?.islandId === here.islandId) offer(pier, onRoadMs + costTo(pier, here.node), null, next);
      }
      const id = sea.piers[at]?.id;
      for (const leg of legs) {
        if (leg.from !== id && leg.to !== id) continue;
        if (mode === 'vehicle' && leg.vessel !== 'ferry') continue;
        const pier = pierIndex.get(leg.from === id ? leg.to : leg.from) ?? -1;
        const landsMs = departureMs(leg.timetable, arrivesMs, utcOffsetMinutes) + leg.minutes * 60_000;
        // Where no turn is banned nothing is gained by coming back over sea to where one was by road.
        if (pier >= 0 && (hasBans || landsMs < (steps[pier]?.arrivesMs ?? Infinity))) offer(count + pier, landsMs, leg, next);
      }
    }
    if (!steps[target]) return null;
    const way: LandStep[] = [];
    for (let place = target; place >= 0; place = previous[place] ?? -1) way.push(steps[place] as LandStep);
    return way;
  };

  const plan = ({ target, travellers, obstacles, departAtMs, ...request }: RouteRequest): RoutePlan => {
    look = request.look;
    const conditions = conditionsUnder(obstacles);
    const onLand = ground.islandAt(target.latitude, target.longitude) !== null;
    const joined = onLand ? join(target) : null;
    const toTarget = joined && conditions.waysTo(joined);
    const vesselSeeds = travellers.some(({ mode }) => mode === 'vessel') ? landings(target, joined, toTarget?.tree ?? null) : [];
    const vesselStarts = new Map(travellers.flatMap((each) => {
      const water = each.mode === 'vessel' ? seaGrid().waterNear(each) : null;
      return water ? [[each.id, water] as const] : [];
    }));
    const overWater = vesselSeeds.length === 0 || vesselStarts.size === 0 ? null : searchRoads(seaGrid().network, vesselSeeds, { direction: 'backward', look, only: [...new Set([...vesselStarts.values()].map(({ node }) => node))] });
    const reach = new Map<string, Reach>();
    const ways = new Map<string, () => Route>();
    for (const traveller of travellers) {
      const { area } = traveller;
      if (traveller.mode === 'vessel') {
        const water = vesselStarts.get(traveller.id);
        if (!water) reach.set(traveller.id, { unreachable: 'no-water' });
        else if (!overWater || overWater.costsMs[water.node] === Infinity) reach.set(traveller.id, { unreachable: 'no-way' });
        else {
          const describe = (): Route =>
            describeVesselRoute({ network: seaGrid().network, tree: overWater, water, traveller, target, landing: (node) => vesselSeeds.find((seed) => seed.node === node) ?? null });
          const { durationMs } = describe();
          reach.set(traveller.id, { durationMs, latestMs: durationMs + (area?.turnMs ?? 0) });
          ways.set(traveller.id, describe);
        }
        continue;
      }
      const from = join(traveller);
      if (!onLand) reach.set(traveller.id, { unreachable: 'open-sea' });
      else if (!from || !joined || !toTarget) reach.set(traveller.id, { unreachable: 'no-road' });
      else {
        const steps = landSteps(from, traveller, toTarget.tree, conditions, departAtMs);
        if (!steps) reach.set(traveller.id, { unreachable: 'no-way' });
        else {
          const durationMs = (steps[0]?.arrivesMs ?? Infinity) - departAtMs;
          const latestMs = ((): number => {
            if (!area || area.turnMs === 0) return durationMs;
            // Over land one is later by the turn; who comes over sea may miss the ferry by it.
            const isByLand = steps.every(({ by }) => by === null);
            const turned = isByLand ? steps : landSteps(from, traveller, toTarget.tree, conditions, departAtMs + area.turnMs);
            const turnedMs = isByLand || !turned ? durationMs + area.turnMs : (turned[0]?.arrivesMs ?? Infinity) - departAtMs;
            if (area.turnMs <= smallTurnMs || from.islandId !== joined.islandId) return turnedMs;
            const fromEdgeMs = toTarget.largestAround(traveller, area.radiusM, area.islandId);
            return fromEdgeMs < 0 ? turnedMs : Math.max(durationMs, Math.min(fromEdgeMs, turnedMs));
          })();
          reach.set(traveller.id, { durationMs, latestMs });
          ways.set(traveller.id, () =>
            describeLandRoute({ network, steps, departAtMs, from, target, toTarget: toTarget.tree, offRoadM: joined.offRoadM, traveller, piers: sea.piers, pierJoins, treeOfPier: conditions.treeOfPier }),
          );
        }
      }
    }
    if (obstacles.length > 0) sayClosed(reach, { target, travellers, obstacles, departAtMs, ...request });
    const made = new Map<string, Route>();
    const routeOf = (id: string): Route | undefined => {
      const known = made.get(id) ?? ways.get(id)?.();
      if (known) made.set(id, known);
      return known;
    };
    return { reach, routeOf, targetOffRoadM: joined?.offRoadM ?? null };
  };

  let pieceOfNode: Uint32Array | undefined;
  const pieces = (): Uint32Array => (pieceOfNode ??= piecesOf(network));
  /** The pieces of road from which sea legs lead to that of a node, one after the other, whenever they sail. */
  const piecesReaching = (node: number): ReadonlySet<number> => {
    const found = new Set([pieces()[node] ?? -1]);
    const pieceOf = (pierId: string): number => pieces()[pierJoins[pierIndex.get(pierId) ?? -1]?.node ?? -1] ?? -1;
    for (let before = 0; before < found.size; ) {
      before = found.size;
      for (const { from, to } of sea.legs) {
        const ends = [pieceOf(from), pieceOf(to)];
        if (ends.some((piece) => found.has(piece))) for (const piece of ends) found.add(piece);
      }
    }
    return found;
  };

  /** Whoever has no way now but would have one without the obstacles is kept away by them. */
  const sayClosed = (reach: Map<string, Reach>, request: RouteRequest): void => {
    const target = join(request.target);
    const near = target && piecesReaching(target.node);
    const shutOut = request.travellers.filter((each) => {
      const known = reach.get(each.id);
      if (!known || !('unreachable' in known) || known.unreachable !== 'no-way') return false;
      const from = each.mode === 'vessel' ? null : join(each);
      // Most have no way at all: their piece of road hangs together with nothing that leads there, and no search is made for them.
      return !from || !near || near.has(pieces()[from.node] ?? -1);
    });
    if (shutOut.length === 0) return;
    const free = plan({ ...request, travellers: shutOut, obstacles: [] });
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

  const prepare = (obstacles: readonly Obstacle[]): boolean => {
    look = undefined;
    const { isReady, treeOfPier } = conditionsUnder(obstacles);
    const pier = pierJoins.findIndex((at, place) => at && !isReady(place));
    if (pier >= 0) treeOfPier(pier);
    return pier >= 0;
  };

  return { plan, prepare };
}

export type Landing = { readonly node: number; readonly costMs: number; readonly roadMs: number; readonly pier: Pier | null; readonly awayM: number };
