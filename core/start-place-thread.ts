import { beginPlaceWork, type PlaceNames } from './place-search/place-work.ts';
import { serveThread } from './threads/serve-thread.ts';

serveThread((given) => beginPlaceWork(given as PlaceNames));
