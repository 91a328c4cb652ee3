import { useEffect, useState } from 'react';
import { useLiveMap } from './map-context.ts';
import type { ViewBox } from './units/units-in-view.ts';

/** What the map shows, known anew when a movement has ended. */
export function useViewBox(): ViewBox {
  const { map } = useLiveMap();
  const [box, setBox] = useState(() => boxOf(map));
  useEffect(() => {
    const onEnd = (): void => setBox(boxOf(map));
    map.on('moveend', onEnd);
    map.on('resize', onEnd);
    return () => {
      map.off('moveend', onEnd);
      map.off('resize', onEnd);
    };
  }, [map]);
  return box;
}

function boxOf(map: ReturnType<typeof useLiveMap>['map']): ViewBox {
  const bounds = map.getBounds();
  return { west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth() };
}
