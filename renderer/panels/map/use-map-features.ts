import { useMemo } from 'react';
import type { Incident } from '#domain/incidents/incident.ts';
import type { UnitPosition } from '#domain/positions/position.ts';
import type { Unit } from '#domain/units/unit.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { incidentFeatures, incidentRadiusFeatures, placeRadiusFeatures, pointsOf } from '../../map/incident-features.ts';
import { unitFeatures, unitOffsets } from '../../map/unit-features.ts';
import { iconOf } from '../../map/icons/icon-name.ts';
import type { PlacedIcon } from '../../map/units/pack-units.ts';
import { unitLooks, type UnitLook } from '../../map/units/unit-look.ts';
import { useSession } from '../../state/session-context.tsx';
import { useAtMostEvery } from '../../state/use-at-most-every.ts';
import { useNow } from '../../state/use-now.ts';
import { useUnitWords } from './use-unit-words.ts';

/** Labels and circles grow older in steps, so that a quiet map has nothing to do in between. */
const ageStepMs = 5_000;
/** Units crawl at the scale of a map; drawing the whole map more often than this only takes time from the keyboard where the processor draws. */
const moveStepMs = 200;

const noLooks: readonly UnitLook[] = [];
const noOffsets: ReadonlyMap<string, readonly [x: number, y: number]> = new Map();

/** What lives on the map, made anew only when something it shows has changed. */
export function useMapFeatures(given: {
  readonly units: ReadonlyMap<string, Unit>;
  readonly positions: ReadonlyMap<string, UnitPosition>;
  readonly incidents: ReadonlyMap<string, Incident>;
  readonly theme: string;
  /** The moment of the past that is drawn; null draws now. */
  readonly pastAtMs: number | null;
}) {
  const { units, incidents, theme, pastAtMs } = given;
  const isPast = pastAtMs !== null;
  const positions = useAtMostEvery(given.positions, moveStepMs);
  const words = useText(wordsText);
  const unitWords = useUnitWords(isPast);
  const { selectedUnitId, selectedIncidentId, formPlace } = useSession();
  const nowStepMs = Math.floor(useNow() / ageStepMs) * ageStepMs;
  const nowMs = pastAtMs ?? nowStepMs;
  const incidentPoints = useMemo(
    () => incidentFeatures({ incidents: incidents.values(), chosenIncidentId: selectedIncidentId, theme, words: words.incidentType }),
    [incidents, selectedIncidentId, theme, words],
  );
  const incidentRadii = useMemo(
    () => incidentRadiusFeatures(incidents.values(), selectedIncidentId),
    [incidents, selectedIncidentId],
  );
  const formRadius = useMemo(() => placeRadiusFeatures(formPlace), [formPlace]);
  const looks = useMemo(() => unitLooks({ units, positions, chosenUnitId: selectedUnitId, nowMs, isPast }), [units, positions, selectedUnitId, nowMs, isPast]);
  const offsets = useMemo(() => unitOffsets(looks, pointsOf(incidentPoints)), [looks, incidentPoints]);
  // The chosen unit is drawn over everything, the others beneath the incidents.
  const otherLooks = useMemo(() => looks.filter(({ chosen }) => !chosen), [looks]);
  const chosenLook = looks.find(({ chosen }) => chosen);
  const chosenLooks = useMemo(() => (chosenLook ? [chosenLook] : noLooks), [chosenLook]);
  // While nothing is chosen it stays one and the same, or every move of any unit would draw the whole map.
  const chosenOffsets = chosenLooks === noLooks ? noOffsets : offsets;
  const chosenUnit = useMemo(
    () => unitFeatures({ looks: chosenLooks, offsets: chosenOffsets, theme, words: unitWords }),
    [chosenLooks, chosenOffsets, theme, unitWords],
  );
  const above = useMemo(
    () =>
      incidentPoints.features.flatMap(({ geometry: { coordinates }, properties }): readonly PlacedIcon[] => {
        const icon = iconOf(properties.icon);
        const at = { longitude: coordinates[0] ?? 0, latitude: coordinates[1] ?? 0 };
        return [...(properties.chosen ? [{ ...at, icon: { kind: 'chosen' } as const }] : []), ...(icon ? [{ ...at, icon }] : [])];
      }),
    [incidentPoints],
  );
  return { isPast, looks, chosenLooks, above, otherLooks, offsets, chosenUnit, nowMs, incidents: incidentPoints, incidentRadii, formRadius };
}
