import type { Handlers } from '#contract/serve/serve.ts';
import { success } from '#domain/outcome/outcome.ts';
import type { PlaceSuggestion } from '#domain/places/place.ts';

export function createPlaceHandlers(options: {
  search: (text: string, limit: number) => readonly PlaceSuggestion[];
  islandAt: (latitude: number, longitude: number) => { id: string; name: string } | null;
}): Pick<Handlers, 'place.search' | 'place.locate'> {
  return {
    'place.search': ({ text, limit }) => success([...options.search(text, limit)]),
    'place.locate': ({ latitude, longitude }) => {
      const island = options.islandAt(latitude, longitude);
      return success({ islandId: island?.id ?? null, islandName: island?.name ?? null });
    },
  };
}
