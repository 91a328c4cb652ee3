import type { Handlers } from '#contract/serve/serve.ts';
import { noIncident } from '#domain/decisions/decide.ts';
import { decideObstacle, decideObstacleCleared } from '#domain/decisions/decide-obstacle.ts';
import type { Incident } from '#domain/incidents/incident.ts';
import { failure, success } from '#domain/outcome/outcome.ts';
import type { UnitInField } from '#domain/dispatch/recommend.ts';
import type { SeaNetwork } from '#domain/routes/sea-legs.ts';
import { decided } from '../../journal/decided.ts';
import type { Journal } from '../../journal/journal.ts';
import type { RouteSearch } from '../../route-search/route-search.ts';
import type { ObstacleStore } from './store.ts';

/** Ways from units to incidents, and what stands in the way. */
export function createRouteHandlers(options: {
  journal: Journal;
  store: ObstacleStore;
  sea: SeaNetwork;
  readIncident: (id: string) => Incident | undefined;
  unitInField: (unitId: string) => UnitInField | undefined;
  routes: Pick<RouteSearch, 'findRoute'>;
}): Pick<Handlers, 'route.find' | 'route.sea-legs' | 'obstacle.report' | 'obstacle.clear'> {
  const { journal, store, sea } = options;
  return {
    'route.find'({ incidentId, unitId }, asker) {
      const incident = options.readIncident(incidentId);
      const unit = options.unitInField(unitId);
      if (!incident) return noIncident;
      if (!unit) return failure('no-unit', `There is no unit ${unitId} in the profile.`);
      return options.routes.findRoute(incident, unit, asker.seat);
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
