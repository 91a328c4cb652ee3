import { useMemo } from 'react';
import type { Point, Polygon } from 'geojson';
import type { Obstacle } from '#domain/routes/obstacle.ts';
import { commandBarText } from '../../i18n/areas/command-bar.ts';
import { useText } from '../../i18n/use-text.ts';
import { circleFeature, collection, pointFeature } from '../../map/geo/points-and-lines.ts';
import { ObstaclesLayer } from '../../map/layers/obstacles-layer.tsx';
import type { MapPalette } from '../../map/map-palette.ts';
import { useSite } from '../../state/site-context.tsx';
import { useLatest } from '../../state/use-latest.ts';
import { timeText } from '../../ui/time-text.ts';

/** Roads that somebody reported closed or slow, as long as they are. */
export function ObstaclesOnMap({ palette }: { readonly palette: MapPalette }) {
  const text = useText(commandBarText);
  const { utcOffsetMinutes } = useSite();
  const obstacles = useLatest('obstacles').byKey;
  const features = useMemo(() => {
    const words = ({ speedPercent, reason, untilMs }: Obstacle) => ({
      name: speedPercent === 0 ? text.close : text.slow(speedPercent),
      detail: `${text.reason[reason]} · ${untilMs === null ? text.untilCleared : text.until(timeText(untilMs, utcOffsetMinutes).slice(0, 5))}`,
    });
    return collection<Polygon | Point, ReturnType<typeof words>>(
      [...obstacles.values()].flatMap((obstacle) => {
        if (obstacle.target.kind !== 'road') return [];
        const { latitude, longitude, radiusM } = obstacle.target;
        return [circleFeature(longitude, latitude, radiusM, words(obstacle)), pointFeature(longitude, latitude, words(obstacle))];
      }),
    );
  }, [obstacles, text, utcOffsetMinutes]);
  return <ObstaclesLayer obstacles={features} palette={palette} />;
}
