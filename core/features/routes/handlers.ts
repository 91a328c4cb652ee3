import type { Handlers } from '#contract/serve/serve.ts';
import { noIncident } from '#domain/decisions/decide.ts';
import { decideObstacle, decideObstacleCleared } from '#domain/decisions/decide-obstacle.ts';
import type { Incident } from '#domain/incidents/incident.ts';
import { failure, success } from '#domain/outcome/outcome.ts';
import type { Route, Traveller, UnreachableReason } from '#domain/routes/route.ts';
import type { SeaNetwork } from '#domain/routes/sea-legs.ts';
import type { RoutePlan } from '#domain/routes/plan-routes.ts';
import { decided } from '../../journal/decided.ts';
import type { Journal } from '../../journal/journal.ts';
import type { ObstacleStore } from './store.ts';

/** Ways from units to incidents, and what stands in the way. */
export function createRouteHandlers(options: {
  journal: Journal;
  store: ObstacleStore;
  sea: SeaNetwork;
  readIncident: (id: string) => Incident | undefined;
  travellerOf: (unitId: string) => Traveller | undefined;
  planTo: (incident: Incident, travellers: readonly Traveller[]) => RoutePlan | null;
}): Pick<Handlers, 'route.find' | 'route.sea-legs' | 'obstacle.report' | 'obstacle.clear'> {
  const { journal, store, sea } = options;
  return {
    'route.find'({ incidentId, unitId }) {
      const incident = options.readIncident(incidentId);
      const traveller = options.travellerOf(unitId);
      if (!incident) return noIncident;
      if (!traveller) return failure('no-unit', `There is no unit ${unitId} in the profile.`);
      const plan = options.planTo(incident, [traveller]);
      if (!plan) return failure('no-place', 'The place of the incident is no point yet; there is no way to it.');
      const reach = plan.reach.get(unitId);
      const unreachable: UnreachableReason = reach && 'unreachable' in reach ? reach.unreachable : 'no-way';
      const answer: Route | { unreachable: UnreachableReason } = plan.routeOf(unitId) ?? { unreachable };
      return success(answer);
    },
    'route.sea-legs'() {
      const nameOf = new Map(sea.piers.map(({ id, name }) => [id, name]));
      return success(sea.legs.map(({ id, from, to, vessel, minutes, waveLimitM }) => ({ id, from: nameOf.get(from) ?? from, to: nameOf.get(to) ?? to, vessel, minutes, waveLimitM })));
    },
    'obstacle.report': (input, asker, requestId) =>
      journal.record(requestId, asker.operator, (newId) => {
        const obstacleId = newId();
        const acts = decideObstacle(sea, obstacleId, input);
        return acts.ok ? { acts: acts.value, answer: success({ obstacleId }) } : { acts: [], answer: acts };
      }),
    'obstacle.clear': ({ obstacleId }, asker, requestId) => journal.record(requestId, asker.operator, () => decided(decideObstacleCleared(store.read(obstacleId)))),
  };
}
