import { useEffect, useState } from 'react';
import { useLiveMap } from './map-context.ts';
import { roundScale } from './round-scale.ts';
import styles from './scale-bar.module.css';

const widestPx = 110;

/** How long a round distance is in the middle of the view. */
export function ScaleBar() {
  const { map } = useLiveMap();
  const [scale, setScale] = useState(() => roundScale(metresAcross(map), widestPx));
  useEffect(() => {
    const onMove = (): void => setScale(roundScale(metresAcross(map), widestPx));
    map.on('move', onMove);
    map.on('resize', onMove);
    return () => {
      map.off('move', onMove);
      map.off('resize', onMove);
    };
  }, [map]);
  return (
    <div className={styles['scale']} style={{ width: scale.lengthPx }}>
      <span className="mono">{scale.distanceM >= 1_000 ? `${scale.distanceM / 1_000} km` : `${scale.distanceM} m`}</span>
    </div>
  );
}

function metresAcross(map: ReturnType<typeof useLiveMap>['map']): number {
  const { clientWidth, clientHeight } = map.getContainer();
  const left = map.unproject([clientWidth / 2 - widestPx / 2, clientHeight / 2]);
  const right = map.unproject([clientWidth / 2 + widestPx / 2, clientHeight / 2]);
  return left.distanceTo(right);
}
