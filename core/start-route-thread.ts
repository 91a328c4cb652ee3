import { beginRouteWork, type RouteMap } from './route-search/route-work.ts';
import { serveThread } from './threads/serve-thread.ts';

serveThread((given) => beginRouteWork(given as RouteMap));
