import { useMemo } from 'react';
import type { FixRecord } from '#domain/positions/fix-record.ts';
import type { UnitPosition } from '#domain/positions/position.ts';
import { mapText } from '../../i18n/areas/map.ts';
import { useText } from '../../i18n/use-text.ts';
import { FollowPoint } from '../../map/follow-point.tsx';
import { MeasureLayer } from '../../map/layers/measure-layer.tsx';
import { TrailLayer } from '../../map/layers/trail-layer.tsx';
import type { MapPalette } from '../../map/map-palette.ts';
import { trailFeatures } from '../../map/trail-features.ts';
import { useSite } from '../../state/site-context.tsx';
import { timeText } from '../../ui/time-text.ts';
import type { MapTools } from './use-map-tools.ts';

/** The trail of the chosen unit, beneath the units. */
export function ChosenTrail({ fixes, palette }: { readonly fixes: readonly FixRecord[]; readonly palette: MapPalette }) {
  const text = useText(mapText);
  const { utcOffsetMinutes } = useSite();
  const trail = useMemo(
    () => trailFeatures(fixes, { time: (atMs) => timeText(atMs, utcOffsetMinutes).slice(0, 5), standing: text.standing }),
    [fixes, utcOffsetMinutes, text],
  );
  return <TrailLayer trail={trail} palette={palette} />;
}

/** What a person is doing on the map, over everything. */
export function ToolsOnMap({ tools, positions, palette }: {
  readonly tools: MapTools;
  readonly positions: ReadonlyMap<string, UnitPosition>;
  readonly palette: MapPalette;
}) {
  const followed = tools.followedUnitId === null ? undefined : positions.get(tools.followedUnitId);
  return (
    <>
      {tools.measured && <MeasureLayer points={tools.measured} wordOf={tools.wordOf} palette={palette} onPoint={tools.addPoint} />}
      {followed && <FollowPoint longitude={followed.longitude} latitude={followed.latitude} onEnd={tools.endFollow} />}
    </>
  );
}
