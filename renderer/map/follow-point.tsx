import { useEffect, useLayoutEffect, useRef } from 'react';
import { follow, type Following } from './follow.ts';
import { useLiveMap } from './map-context.ts';

/** Keeps a point in the middle of the view until a person's hand moves the view elsewhere. */
export function FollowPoint({ longitude, latitude, onEnd }: { readonly longitude: number; readonly latitude: number; readonly onEnd: () => void }) {
  const { map } = useLiveMap();
  const following = useRef<Following | null>(null);
  const end = useRef(onEnd);
  useLayoutEffect(() => {
    end.current = onEnd;
  });
  useEffect(() => {
    const begun = follow(map, () => end.current());
    following.current = begun;
    return () => {
      following.current = null;
      begun.stop();
    };
  }, [map]);
  useEffect(() => following.current?.to({ longitude, latitude }), [map, longitude, latitude]);
  return null;
}
