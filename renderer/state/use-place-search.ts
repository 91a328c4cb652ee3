import { useEffect, useState } from 'react';
import type { Coordinates, Place, PlaceSuggestion } from '#domain/places/place.ts';
import type { Language } from '../i18n/define-text.ts';
import { usePreference } from './preferences.ts';
import { useAsk, type Ask } from './use-ask.ts';
import { distanceText } from '../ui/distance-text.ts';
import { placesText } from '../i18n/areas/places.ts';
import { fitsOffer } from './fits-offer.ts';
import { saidPlaceName } from './said-place.ts';

/** A place the field can take: what is shown and what the incident gets. */
export type PlaceOffer = {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly place: Place;
  /** It is surely what was typed, so that Enter may take it unseen. */
  readonly isSure: boolean;
  /** Coordinates or a plus code, which mean one point and nothing else: no Enter is wanted to take it. */
  readonly isPoint: boolean;
};

/** `text` is what the offers answer; while it differs from what is typed, a newer answer is on its way. */
export type PlaceSearch = { readonly text: string; readonly offers: readonly PlaceOffer[]; readonly fault: string | null };

const nothingFound: PlaceSearch = { text: '', offers: [], fault: null };
const shortestSearch = 2;

/** Searches at every change of the text; only the newest answer counts. Equal names go by how near they are to `near`. */
export function usePlaceSearch(text: string, wanted: boolean, near: Coordinates | null): PlaceSearch {
  const ask = useAsk();
  const language = usePreference('language');
  const [search, setSearch] = useState(nothingFound);
  const trimmed = text.trim();
  const searched = wanted && trimmed.length >= shortestSearch;
  const [latitude, longitude] = [near?.latitude ?? null, near?.longitude ?? null];
  useEffect(() => {
    if (!searched) return undefined;
    let newest = true;
    const around = latitude === null || longitude === null ? null : { latitude, longitude };
    void ask('place.search', { text: trimmed, near: around }).then((answer) => {
      if (!newest) return;
      setSearch(
        answer.ok
          ? { text: trimmed, offers: answer.value.map((suggestion) => offerOf(suggestion, trimmed, language)), fault: null }
          : { text: trimmed, offers: [], fault: answer.sentence },
      );
    });
    return () => {
      newest = false;
    };
  }, [ask, language, latitude, longitude, searched, trimmed]);
  return searched ? search : { ...nothingFound, text: trimmed };
}

/** The place that words surely mean, or null; asked for once, whatever becomes of the field they stand in. */
export async function findSurePlace(ask: Ask, text: string, near: Coordinates | null, language: Language): Promise<Place | null> {
  const answer = await ask('place.search', { text, near });
  const [first] = answer.ok ? answer.value : [];
  const offer = first && offerOf(first, text, language);
  return offer?.isSure === true ? offer.place : null;
}

function offerOf(suggestion: PlaceSuggestion, typed: string, language: Language): PlaceOffer {
  const { id, kind, latitude, longitude, radiusM, islandId, islandName } = suggestion;
  const name = kind === 'near' ? saidPlaceName(suggestion.name, placesText[language]) : suggestion.name;
  const source = kind === 'point' || kind === 'near' ? 'spoken' : 'gazetteer';
  const place: Place = { text: name, latitude, longitude, radiusM, islandId, islandName, source };
  return { id, name, detail: whereItIs(suggestion, language), place, isSure: kind === 'point' || fitsOffer(typed, suggestion.name), isPoint: kind === 'point' };
}

/** Kecamatan and island beside what it is, each once; how sure, where that is what was made of the words. */
function whereItIs({ name, kind, detail, kecamatan, islandName, radiusM }: PlaceSuggestion, language: Language): string {
  const kecamatanSaid = kecamatan === null || kind === 'kecamatan' || detail.includes(`Kec. ${kecamatan}`) ? [] : [`Kec. ${kecamatan}`];
  const islandSaid = islandName === null || (kind === 'island' && name.endsWith(islandName)) ? [] : [islandName];
  const radiusSaid = kind === 'near' || kind === 'point' ? [`± ${distanceText(radiusM, language)}`] : [];
  return [placesText[language].detail[detail] ?? detail, ...radiusSaid, ...kecamatanSaid, ...islandSaid].join(' · ');
}
