import { useMemo } from 'react';
import type { UnitStatus } from '#domain/units/unit.ts';
import { mapText } from '../../i18n/areas/map.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import type { UnitFeatureWords } from '../../map/unit-features.ts';
import { usePreference } from '../../state/preferences.ts';
import { coarseAgeText } from '../../ui/age-text.ts';

/** The words beneath a unit's call sign, in the language of the seat. Of the past no status is known. */
export function useUnitWords(isPast: boolean): UnitFeatureWords {
  const words = useText(wordsText);
  const text = useText(mapText);
  const language = usePreference('language');
  return useMemo(
    () => ({ status: isPast ? mapValues(words.unitStatus, text.statusThen) : words.unitStatus, age: (ageMs: number) => coarseAgeText(ageMs, language), atBase: text.atBase }),
    [words, text, language, isPast],
  );
}

function mapValues(words: Readonly<Record<UnitStatus, string>>, word: string): Readonly<Record<UnitStatus, string>> {
  return Object.fromEntries(Object.keys(words).map((status) => [status, word])) as Record<UnitStatus, string>;
}
