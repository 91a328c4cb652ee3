import type { Handlers } from '#contract/serve/serve.ts';
import { success } from '#domain/outcome/outcome.ts';
import type { PlaceSearch } from '../../place-search/place-search.ts';

export function createPlaceHandlers(options: {
  places: Pick<PlaceSearch, 'search'>;
  islandAt: (latitude: number, longitude: number) => { id: string; name: string } | null;
}): Pick<Handlers, 'place.search' | 'place.locate'> {
  return {
    'place.search': (question) => options.places.search(question),
    'place.locate': ({ latitude, longitude }) => {
      const island = options.islandAt(latitude, longitude);
      return success({ islandId: island?.id ?? null, islandName: island?.name ?? null });
    },
  };
}
