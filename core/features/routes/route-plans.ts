import type { Incident } from '#domain/incidents/incident.ts';
import type { createIslands } from '#domain/places/islands.ts';
import type { Obstacle } from '#domain/routes/obstacle.ts';
import { createRoutePlanner, type RoutePlan } from '#domain/routes/plan-routes.ts';
import type { RoadNetwork } from '#domain/routes/road-network.ts';
import type { Traveller } from '#domain/routes/route.ts';
import { createSeaGrid, type SeaGrid } from '#domain/routes/sea-grid.ts';
import type { SeaNetwork } from '#domain/routes/sea-legs.ts';

/** Plans ways to incidents over the map of the station, under what stands in the way now. Null while a place is no point. */
export function createRoutePlans(options: {
  map: { readonly islands: ReturnType<typeof createIslands>; readonly roads: RoadNetwork; readonly sea: SeaNetwork };
  utcOffsetMinutes: number;
  obstacles: () => readonly Obstacle[];
  now: () => number;
}): (incident: Incident, travellers: readonly Traveller[]) => RoutePlan | null {
  const { map, utcOffsetMinutes } = options;
  let seaGrid: SeaGrid | undefined;
  const planner = createRoutePlanner({
    network: map.roads,
    sea: map.sea,
    seaGrid: () => (seaGrid ??= createSeaGrid(map.islands.rings, map.islands.seaBox)),
    ground: map.islands,
    utcOffsetMinutes,
  });
  return ({ place: { latitude, longitude } }, travellers) => {
    if (latitude === null || longitude === null) return null;
    return planner.plan({ target: { latitude, longitude }, travellers, obstacles: options.obstacles(), departAtMs: options.now() });
  };
}
