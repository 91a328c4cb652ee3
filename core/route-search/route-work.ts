import { facilityTravellers } from '#domain/dispatch/choose-hospital.ts';
import { recommend, type UnitInField } from '#domain/dispatch/recommend.ts';
import type { Recommendation } from '#domain/dispatch/recommendation.ts';
import type { RunCard } from '#domain/dispatch/run-card.ts';
import { travellerOf } from '#domain/dispatch/traveller-of.ts';
import type { Incident } from '#domain/incidents/incident.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { graphNetwork, type RoadVehicle } from '#domain/routes/graph-network.ts';
import type { Obstacle } from '#domain/routes/obstacle.ts';
import { createRoutePlanner, type RoutePlan, type RoutePlanner } from '#domain/routes/plan-routes.ts';
import { decodeRoadGraph } from '#domain/routes/road-graph-file.ts';
import type { Route, Traveller, UnreachableReason } from '#domain/routes/route.ts';
import { createSeaGrid, type SeaGrid } from '#domain/routes/sea-grid.ts';
import type { SeaNetwork } from '#domain/routes/sea-legs.ts';
import { readWaysOfSite } from '../resources.ts';
import type { ThreadWork } from '../threads/serve-thread.ts';

/** The map that ways are searched on: what ships with this version, and the roads of the installed map pack where there is one. */
export type RouteMap = { readonly resources: string; readonly graphBytes: Uint8Array | null; readonly sea: SeaNetwork; readonly utcOffsetMinutes: number };

/** How things stand when ways are asked for. */
type Situation = { readonly incident: Incident; readonly obstacles: readonly Obstacle[]; readonly nowMs: number };
export type RouteQuestion = Situation &
  ({ readonly kind: 'recommend'; readonly card: RunCard; readonly units: readonly UnitInField[] } | { readonly kind: 'route'; readonly unit: UnitInField });
export type RouteNews = { readonly obstacles: readonly Obstacle[] };
export type FoundRoute = Route | { readonly unreachable: UnreachableReason };

/** Searches ways and ranks units over one map. Between questions it makes ready what the next one under the latest obstacles needs. */
export function beginRouteWork({ resources, graphBytes, sea, utcOffsetMinutes }: RouteMap): ThreadWork {
  const { islands, roads, facilities } = readWaysOfSite(resources);
  const graph = graphBytes && decodeRoadGraph(graphBytes);
  if (graph && !graph.ok) throw new Error(graph.sentence);
  const plannerFor = (vehicle: RoadVehicle): RoutePlanner => {
    const network = graph ? graphNetwork(graph.value, vehicle, islands.islandAt) : roads;
    return createRoutePlanner({ network, sea, seaGrid, ground: islands, utcOffsetMinutes });
  };
  let grid: SeaGrid | undefined;
  const seaGrid = (): SeaGrid => (grid ??= createSeaGrid(islands.rings, islands.seaBox));
  const cars = plannerFor('car');
  let motorcycles: RoutePlanner | undefined;
  let obstacles: readonly Obstacle[] = [];

  const planTo = ({ incident, nowMs, ...situation }: Situation, travellers: readonly Traveller[], look: () => void): RoutePlan | null => {
    obstacles = situation.obstacles;
    const { latitude, longitude } = incident.place;
    if (latitude === null || longitude === null) return null;
    const planWith = (planner: RoutePlanner, own: readonly Traveller[]): RoutePlan => planner.plan({ target: { latitude, longitude }, travellers: own, obstacles, departAtMs: nowMs, look });
    const riders = travellers.filter(({ byMotorcycle }) => byMotorcycle);
    const plan = planWith(cars, riders.length === 0 ? travellers : travellers.filter(({ byMotorcycle }) => !byMotorcycle));
    if (riders.length === 0) return plan;
    motorcycles ??= graph ? plannerFor('motorcycle') : cars;
    const theirs = planWith(motorcycles, riders);
    return { ...plan, reach: new Map([...plan.reach, ...theirs.reach]), routeOf: (id) => theirs.routeOf(id) ?? plan.routeOf(id) };
  };
  const answer = (question: RouteQuestion, look: () => void): Outcome<Recommendation | FoundRoute> => {
    const { incident, nowMs } = question;
    if (question.kind === 'recommend') {
      const { card, units } = question;
      const travellers = [...units.map((each) => travellerOf(each, nowMs, islands.shoreOf)), ...facilityTravellers(facilities, card.hospitalCare)];
      const plan = planTo(question, travellers, look);
      return success(recommend({ incident, card, units, plan, facilities, isSkeleton: graph === null, shoreOf: islands.shoreOf, nowMs }));
    }
    const traveller = travellerOf(question.unit, nowMs, islands.shoreOf);
    const plan = planTo(question, [traveller], look);
    if (!plan) return failure('no-place', 'The place of the incident is no point yet; there is no way to it.');
    const reach = plan.reach.get(traveller.id);
    return success(plan.routeOf(traveller.id) ?? { unreachable: reach && 'unreachable' in reach ? reach.unreachable : 'no-way' });
  };
  return {
    answer: (input, look) => answer(input as RouteQuestion, look),
    hear: (news) => void ({ obstacles } = news as RouteNews),
    prepare() {
      if (cars.prepare(obstacles)) return true;
      const isNew = !grid;
      seaGrid();
      return isNew;
    },
  };
}
