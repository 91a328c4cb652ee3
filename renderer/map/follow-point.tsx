import { useEffect, useRef } from 'react';
import { useLiveMap } from './map-context.ts';

/** Nearer than this to the middle, the view still follows. */
const tolerancePx = 3;

/** Keeps a point in the middle of the view until a person's hand moves the view elsewhere; the scale stays free. */
export function FollowPoint({ longitude, latitude, onEnd }: { readonly longitude: number; readonly latitude: number; readonly onEnd: () => void }) {
  const { map } = useLiveMap();
  const followed = useRef({ longitude, latitude });
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });
  useEffect(() => {
    followed.current = { longitude, latitude };
    map.jumpTo({ center: [longitude, latitude] });
  }, [map, longitude, latitude]);
  useEffect(() => {
    const onMoveEnd = (): void => {
      const at = map.project([followed.current.longitude, followed.current.latitude]);
      const { clientWidth, clientHeight } = map.getContainer();
      if (Math.hypot(at.x - clientWidth / 2, at.y - clientHeight / 2) > tolerancePx) end.current();
    };
    map.on('moveend', onMoveEnd);
    return () => {
      map.off('moveend', onMoveEnd);
    };
  }, [map]);
  return null;
}
