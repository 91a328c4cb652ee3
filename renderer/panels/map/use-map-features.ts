import { useMemo } from 'react';
import type { FeatureCollection, Point } from 'geojson';
import type { Incident } from '#domain/incidents/incident.ts';
import type { Ring } from '#domain/places/islands.ts';
import type { UnitPosition } from '#domain/positions/position.ts';
import { uncertainArea } from '#domain/positions/uncertainty.ts';
import type { Unit } from '#domain/units/unit.ts';
import { mapText } from '../../i18n/areas/map.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { collection } from '../../map/geo/points-and-lines.ts';
import { incidentFeatures, incidentRadiusFeatures, placeRadiusFeatures, pointsOf } from '../../map/incident-features.ts';
import { uncertaintyFeatures, unitFeatures, type UnitFeature } from '../../map/unit-features.ts';
import { usePreference } from '../../state/preferences.ts';
import { useSession } from '../../state/session-context.tsx';
import { useAtMostEvery } from '../../state/use-at-most-every.ts';
import { useNow } from '../../state/use-now.ts';
import { coarseAgeText } from '../../ui/age-text.ts';

/** Labels and circles grow older in steps, so that a quiet map has nothing to do in between. */
const ageStepMs = 5_000;
/** Units crawl at the scale of a map: drawing their moves more often only takes time from the keyboard. */
const moveStepMs = 500;
/** Beyond this a circle would say "anywhere"; the age beside the unit says it better. */
const largestCircleM = 20_000;

/** What lives on the map as features, made anew only when something they show has changed. */
export function useMapFeatures(given: {
  readonly units: ReadonlyMap<string, Unit>;
  readonly positions: ReadonlyMap<string, UnitPosition>;
  readonly incidents: ReadonlyMap<string, Incident>;
  readonly shoreOf: (islandId: string) => Ring | null;
  readonly theme: string;
}) {
  const { units, incidents, shoreOf, theme } = given;
  const positions = useAtMostEvery(given.positions, moveStepMs);
  const words = useText(wordsText);
  const text = useText(mapText);
  const language = usePreference('language');
  const { selectedUnitId, selectedIncidentId, formPlace } = useSession();
  const nowMs = Math.floor(useNow() / ageStepMs) * ageStepMs;
  const incidentPoints = useMemo(
    () => incidentFeatures({ incidents: incidents.values(), chosenIncidentId: selectedIncidentId, theme, words: words.incidentType }),
    [incidents, selectedIncidentId, theme, words],
  );
  const unitPoints = useMemo(
    () =>
      unitFeatures({
        units,
        positions,
        taken: pointsOf(incidentPoints),
        chosenUnitId: selectedUnitId,
        nowMs,
        theme,
        words: { status: words.unitStatus, age: (ageMs) => coarseAgeText(ageMs, language), atBase: text.atBase },
      }),
    [units, positions, incidentPoints, selectedUnitId, nowMs, theme, words, text, language],
  );
  const uncertainty = useMemo(
    () =>
      uncertaintyFeatures(positions.values(), selectedUnitId, (position) => {
        const unit = units.get(position.unitId);
        if (!unit) return null;
        const area = uncertainArea(position, unit.kind, nowMs, shoreOf);
        return area.radiusM > largestCircleM ? null : area;
      }),
    [positions, units, selectedUnitId, nowMs, shoreOf],
  );
  const incidentRadii = useMemo(
    () => incidentRadiusFeatures(incidents.values(), selectedIncidentId),
    [incidents, selectedIncidentId],
  );
  const formRadius = useMemo(() => placeRadiusFeatures(formPlace), [formPlace]);
  const [chosenUnit, otherUnits] = useMemo(
    () => [chosenOnly(unitPoints, true), chosenOnly(unitPoints, false)] as const,
    [unitPoints],
  );
  return { units: otherUnits, chosenUnit, uncertainty, incidents: incidentPoints, incidentRadii, formRadius };
}

/** The chosen unit is drawn over everything, the others beneath the incidents. */
function chosenOnly(units: FeatureCollection<Point, UnitFeature>, chosen: boolean): FeatureCollection<Point, UnitFeature> {
  return collection(units.features.filter(({ properties }) => properties.chosen === chosen));
}
