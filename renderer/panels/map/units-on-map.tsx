import { useMemo } from 'react';
import type { Ring } from '#domain/places/islands.ts';
import { uncertainArea } from '#domain/positions/uncertainty.ts';
import { MovingUnitsLayer } from '../../map/layers/moving-units-layer.tsx';
import { UncertaintyLayer } from '../../map/layers/uncertainty-layer.tsx';
import { UnitLabelsLayer } from '../../map/layers/unit-labels-layer.tsx';
import type { MapPalette } from '../../map/map-palette.ts';
import { uncertaintyFeatures, unitFeatures } from '../../map/unit-features.ts';
import type { PlacedIcon } from '../../map/units/pack-units.ts';
import type { UnitLook } from '../../map/units/unit-look.ts';
import { labelledUnits } from '../../map/units/units-in-view.ts';
import { useViewBox } from '../../map/use-view-box.ts';
import { useAtMostEvery } from '../../state/use-at-most-every.ts';
import { useUnitWords } from './use-unit-words.ts';

/** Labels find their places anew at most this often: a name that hops is not read. */
const labelStepMs = 1_000;
/** Beyond this a circle would say "anywhere"; the age beside the unit says it better. */
const largestCircleM = 20_000;

/** All units but the chosen one: icons straight from packed arrays; labels and circles for those in view. */
export function UnitsOnMap({ looks, otherLooks, chosenLooks, above, offsets, nowMs, isPast, shoreOf, palette, onPress }: {
  readonly looks: readonly UnitLook[];
  readonly otherLooks: readonly UnitLook[];
  readonly chosenLooks: readonly UnitLook[];
  readonly above: readonly PlacedIcon[];
  readonly offsets: ReadonlyMap<string, readonly [x: number, y: number]>;
  readonly nowMs: number;
  readonly isPast: boolean;
  readonly shoreOf: (islandId: string) => Ring | null;
  readonly palette: MapPalette;
  readonly onPress: (unitIds: readonly string[]) => void;
}) {
  const view = useViewBox();
  const words = useUnitWords(isPast);
  const slow = useAtMostEvery(useMemo(() => ({ looks, offsets }), [looks, offsets]), labelStepMs);
  const labelled = useMemo(() => labelledUnits(slow.looks, view), [slow, view]);
  const labels = useMemo(
    () => unitFeatures({ looks: labelled.filter(({ chosen }) => !chosen), offsets: slow.offsets, theme: palette.theme, words }),
    [labelled, slow, palette, words],
  );
  const circles = useMemo(
    () =>
      uncertaintyFeatures(labelled, ({ position, unit }) => {
        const area = position && uncertainArea(position, unit.kind, nowMs, shoreOf);
        return area === null || area.radiusM > largestCircleM ? null : area;
      }),
    [labelled, nowMs, shoreOf],
  );
  return (
    <>
      <UncertaintyLayer name="unit-uncertainty" circles={circles} palette={palette} />
      <MovingUnitsLayer looks={otherLooks} chosenLooks={chosenLooks} above={above} offsets={offsets} palette={palette} onPress={onPress} />
      <UnitLabelsLayer units={labels} palette={palette} />
    </>
  );
}
