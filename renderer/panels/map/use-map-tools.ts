import { useCallback, useMemo, useState } from 'react';
import { mapKeys, type LongitudeLatitude } from '../../map/map-keys.ts';
import type { OtherWindow } from '../../state/other-window.tsx';
import { usePreference } from '../../state/preferences.ts';
import { distanceText } from '../../ui/distance-text.ts';
import type { TimeTravel } from './use-past.ts';

/** What a map knows of the one beside it. */
export type OtherMaps = {
  readonly areTwo: boolean;
  /** Opens a second map, or goes to the other one. */
  readonly toOther: () => void;
  readonly closeSecond: () => void;
  /** A map in a window of its own, or there the console. */
  readonly otherWindow: OtherWindow;
};

export type MapTools = {
  /** The unit that is followed; null when none is. */
  readonly followedUnitId: string | null;
  readonly toggleFollow: () => void;
  readonly endFollow: () => void;
  /** The points of the line that is measured; null when nothing is. */
  readonly measured: readonly LongitudeLatitude[] | null;
  readonly toggleMeasure: () => void;
  readonly addPoint: (point: LongitudeLatitude) => void;
  readonly showsLegend: boolean;
  readonly toggleLegend: () => void;
  readonly wordOf: (metres: number) => string;
  /** Does what a key means around the map, see `MapTargets`. */
  readonly onKey: (key: string, middle: LongitudeLatitude) => boolean;
};

/** What a person does on a map beside looking: following a unit, measuring, going into the past. */
export function useMapTools(chosenUnitId: string | null, travel: TimeTravel, maps: OtherMaps): MapTools {
  const language = usePreference('language');
  const [following, setFollowing] = useState<string | null>(null);
  const [measured, setMeasured] = useState<readonly LongitudeLatitude[] | null>(null);
  const [showsLegend, setShowsLegend] = useState(false);
  const toggleLegend = (): void => setShowsLegend(!showsLegend);
  // Another unit was chosen: following ends, it does not jump over.
  const followedUnitId = following !== null && following === chosenUnitId ? following : null;
  const toggleFollow = (): void => setFollowing(followedUnitId === null ? chosenUnitId : null);
  const endFollow = useCallback(() => setFollowing(null), []);
  const toggleMeasure = (): void => setMeasured(measured === null ? [] : null);
  const addPoint = useCallback((point: LongitudeLatitude) => setMeasured((points) => points && [...points, point]), []);
  const wordOf = useMemo(() => (metres: number) => distanceText(metres, language), [language]);
  const actions: Readonly<Record<string, () => void>> = {
    [mapKeys.past]: travel.toggle,
    [mapKeys.minuteBack]: () => travel.step(-1),
    [mapKeys.minuteOn]: () => travel.step(1),
    [mapKeys.hourBack]: () => travel.step(-60),
    [mapKeys.hourOn]: () => travel.step(60),
    [mapKeys.follow]: toggleFollow,
    [mapKeys.measure]: toggleMeasure,
    [mapKeys.legend]: toggleLegend,
    [mapKeys.otherMap]: maps.toOther,
    [mapKeys.oneMap]: maps.closeSecond,
    [mapKeys.otherWindow]: maps.otherWindow.go,
  };
  return {
    ...{ followedUnitId, toggleFollow, endFollow, measured, toggleMeasure, addPoint, showsLegend, toggleLegend, wordOf },
    onKey(key, middle) {
      if (measured !== null && key === 'Enter') {
        addPoint(middle);
        return true;
      }
      if (measured !== null && key === 'Backspace') {
        setMeasured(measured.slice(0, -1));
        return true;
      }
      const act = actions[key.toUpperCase()];
      act?.();
      return act !== undefined;
    },
  };
}
