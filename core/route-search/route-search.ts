import type { UnitInField } from '#domain/dispatch/recommend.ts';
import type { Recommendation } from '#domain/dispatch/recommendation.ts';
import type { RunCard } from '#domain/dispatch/run-card.ts';
import type { Incident } from '#domain/incidents/incident.ts';
import type { Outcome } from '#domain/outcome/outcome.ts';
import type { Obstacle } from '#domain/routes/obstacle.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createThread, threadFile, type Thread } from '../threads/thread.ts';
import { beginRouteWork, type FoundRoute, type RouteMap, type RouteNews, type RouteQuestion } from './route-work.ts';

/** When a start is over, which wants the processor for itself. Whoever asks sooner starts it sooner. */
const beginAfterMs = 20_000;

/** The search for ways and the ranking of units, in a thread of their own, so that a key press never waits for them. */
export type RouteSearch = Pick<Thread, 'trouble' | 'check' | 'close'> & {
  /** Of two questions of one seat about one incident only the later is answered. */
  recommend(given: { readonly incident: Incident; readonly card: RunCard; readonly units: readonly UnitInField[] }, seat: string): Promise<Outcome<Recommendation>>;
  findRoute(incident: Incident, unit: UnitInField, seat: string): Promise<Outcome<FoundRoute>>;
  /** What stands in the way has changed: the next question finds the ways around it ready. */
  obstaclesChanged(): void;
};

export function createRouteSearch(options: { map: RouteMap; obstacles: () => readonly Obstacle[]; clock: Clock; log: Log; changed: () => void }): RouteSearch {
  const { clock, log, changed } = options;
  const thread = createThread({ name: 'routes', file: threadFile('start-route-thread'), begin: beginRouteWork, given: options.map, clock, log, changed });
  const obstaclesChanged = (): void => {
    const news: RouteNews = { obstacles: options.obstacles() };
    thread.tell(news);
  };
  const stop = clock.after(beginAfterMs, obstaclesChanged);
  const ask = (question: RouteQuestion, key: string): Promise<Outcome<unknown>> => thread.ask(question, key);
  const situation = (incident: Incident) => ({ incident, obstacles: options.obstacles(), nowMs: clock.now() });
  return {
    recommend: ({ incident, ...given }, seat) => ask({ kind: 'recommend', ...situation(incident), ...given }, `recommend ${seat} ${incident.id}`) as Promise<Outcome<Recommendation>>,
    findRoute: (incident, unit, seat) => ask({ kind: 'route', ...situation(incident), unit }, `route ${seat} ${incident.id} ${unit.unit.unitId}`) as Promise<Outcome<FoundRoute>>,
    obstaclesChanged,
    trouble: () => thread.trouble(),
    check: () => thread.check(),
    async close() {
      stop();
      await thread.close();
    },
  };
}
