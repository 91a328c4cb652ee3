import { useMemo } from 'react';
import { commandBarText } from '../../i18n/areas/command-bar.ts';
import { useText } from '../../i18n/use-text.ts';
import { ObstaclesLayer } from '../../map/layers/obstacles-layer.tsx';
import type { MapPalette } from '../../map/map-palette.ts';
import { obstacleFeatures } from '../../map/obstacle-features.ts';
import type { SkeletonSea } from '../../map/skeleton-features.ts';
import { useSite } from '../../state/site-context.tsx';
import { useLatest } from '../../state/use-latest.ts';
import { timeText } from '../../ui/time-text.ts';

/** Roads and sea legs that somebody reported closed or slow, as long as they are. */
export function ObstaclesOnMap({ sea, palette }: { readonly sea: SkeletonSea; readonly palette: MapPalette }) {
  const text = useText(commandBarText);
  const { utcOffsetMinutes } = useSite();
  const obstacles = useLatest('obstacles').byKey;
  const features = useMemo(
    () =>
      obstacleFeatures(obstacles.values(), sea, ({ speedPercent, reason, untilMs }, where) => ({
        name: speedPercent === 0 ? text.close : text.slow(speedPercent),
        detail: [...(where === '' ? [] : [where]), text.reason[reason], untilMs === null ? text.untilCleared : text.until(timeText(untilMs, utcOffsetMinutes).slice(0, 5))].join(' · '),
      })),
    [obstacles, sea, text, utcOffsetMinutes],
  );
  return <ObstaclesLayer obstacles={features} palette={palette} />;
}
