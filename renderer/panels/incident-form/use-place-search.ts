import { useEffect, useState } from 'react';
import type { Place, PlaceSuggestion } from '#domain/places/place.ts';
import { useAsk } from '../../state/use-ask.ts';
import { readCoordinates } from './read-coordinates.ts';

/** A place the field can take: what is shown and what the incident gets. */
export type PlaceOffer = { readonly id: string; readonly name: string; readonly detail: string; readonly place: Place };

/** `text` is what the offers answer; while it differs from what is typed, a newer answer is on its way. */
export type PlaceSearch = { readonly text: string; readonly offers: readonly PlaceOffer[]; readonly fault: string | null };

const nothingFound: PlaceSearch = { text: '', offers: [], fault: null };
const shortestSearch = 2;
/** A dictated point is as good as its last digit; seconds of arc and hand-held receivers give about this. */
const dictatedRadiusM = 100;

/** Searches at every change of the text; only the newest answer counts. */
export function usePlaceSearch(text: string, wanted: boolean): PlaceSearch {
  const ask = useAsk();
  const [search, setSearch] = useState(nothingFound);
  const trimmed = text.trim();
  const searched = wanted && trimmed.length >= shortestSearch;
  useEffect(() => {
    if (!searched) return undefined;
    let newest = true;
    const point = readCoordinates(trimmed);
    const offers = point
      ? ask('place.locate', point).then((answer): PlaceSearch => {
          const island = answer.ok ? answer.value : { islandId: null, islandName: null };
          const place: Place = { text: trimmed, ...point, radiusM: dictatedRadiusM, ...island, source: 'spoken' };
          const offer = { id: 'point', name: trimmed, detail: island.islandName ?? '', place };
          return { text: trimmed, offers: [offer], fault: null };
        })
      : ask('place.search', { text: trimmed }).then(
          (answer): PlaceSearch =>
            answer.ok
              ? { text: trimmed, offers: answer.value.map(offerOf), fault: null }
              : { text: trimmed, offers: [], fault: answer.sentence },
        );
    void offers.then((found) => {
      if (newest) setSearch(found);
    });
    return () => {
      newest = false;
    };
  }, [ask, searched, trimmed]);
  return searched ? search : { ...nothingFound, text: trimmed };
}

function offerOf(suggestion: PlaceSuggestion): PlaceOffer {
  const { id, name, detail, latitude, longitude, radiusM, islandId, islandName } = suggestion;
  const place: Place = { text: name, latitude, longitude, radiusM, islandId, islandName, source: 'gazetteer' };
  return { id, name, detail, place };
}
