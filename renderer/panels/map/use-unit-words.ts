import { useMemo } from 'react';
import { mapText } from '../../i18n/areas/map.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import type { UnitFeatureWords } from '../../map/unit-features.ts';
import { usePreference } from '../../state/preferences.ts';
import { coarseAgeText } from '../../ui/age-text.ts';

/** The words beneath a unit's call sign, in the language of the seat. */
export function useUnitWords(): UnitFeatureWords {
  const words = useText(wordsText);
  const text = useText(mapText);
  const language = usePreference('language');
  return useMemo(
    () => ({ status: words.unitStatus, age: (ageMs: number) => coarseAgeText(ageMs, language), atBase: text.atBase }),
    [words, text, language],
  );
}
