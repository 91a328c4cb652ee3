import { useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { Map as MapLibreMap } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import './map-tokens.css';
import { MapContext, type LiveMap } from './map-context.ts';
import { keepPlace, keptPlace } from './kept-place.ts';
import { openMap, type MapPlace } from './open-map.ts';
import type { Bounds } from './place-features.ts';
import { retryDelayMs } from './retry-delay.ts';
import { onMapKey, showOverview, type LongitudeLatitude } from './map-keys.ts';
import styles from './map-view.module.css';

export type MapViewProps = {
  /** Tells the maps of a seat apart; each begins where it looked last. */
  readonly name: string;
  /** What the whole site looks like from above; the view starts there the first time, and returns there by a person's key only. */
  readonly overview: Bounds;
  readonly title: string;
  /** The points of everything chosen, where the selection key goes. */
  readonly selection: readonly LongitudeLatitude[];
  /** A person points at a place: by the pointer's second button, or by key at the middle of the view. */
  readonly onUsePoint: (point: LongitudeLatitude) => void;
  /** See `MapTargets`. */
  readonly onOtherKey: (key: string, middle: LongitudeLatitude) => boolean;
  /** Layers, drawn in their order from below to above, and what lies over the map. */
  readonly children: ReactNode;
  /** Keys, scale and sources, beneath the map and over nothing. */
  readonly foot: ReactNode;
  /** Shown instead of the map while it cannot draw; `tryAgain` opens it anew at once. */
  readonly withoutMap: (tryAgain: () => void) => ReactNode;
};

type Life =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly live: LiveMap }
  /** No WebGL, or its context was lost; opened again by itself after a while. */
  | { readonly kind: 'blind'; readonly failures: number };

/** A map that opens itself, gives its layers their place and comes back after a lost graphics context with the same view. */
export function MapView({ name, overview, title, selection, onUsePoint, onOtherKey, children, foot, withoutMap }: MapViewProps) {
  const slot = useRef<HTMLDivElement>(null);
  const [firstPlace] = useState(() => keptPlace(name));
  const place = useRef<MapPlace | null>(firstPlace);
  const prefix = useId();
  const [life, setLife] = useState<Life>({ kind: 'opening' });
  const [attempt, setAttempt] = useState(0);
  const failures = useRef(0);
  /** Nobody has looked anywhere yet: the overview is still to be fitted. */
  const isUnseen = useRef(firstPlace === null);
  const latest = useRef({ overview, title, onUsePoint });

  useLayoutEffect(() => {
    latest.current = { overview, title, onUsePoint };
  });

  useEffect(() => {
    const container = document.createElement('div');
    container.className = styles['canvas'] ?? '';
    slot.current?.append(container);
    let gone = false;
    let close: () => void = () => undefined;
    const goBlind = (): void => {
      gone = true;
      failures.current += 1;
      setLife({ kind: 'blind', failures: failures.current });
    };
    try {
      close = openMap({
        container,
        place: place.current,
        overview: latest.current.overview,
        title: latest.current.title,
        onUsePoint: (point) => latest.current.onUsePoint(point),
        onReady: (map: MapLibreMap, isDrawnByProcessor) => {
          failures.current = 0;
          setLife({ kind: 'open', live: { map, prefix, isDrawnByProcessor, isGone: () => gone } });
        },
        onMoved: (moved) => {
          if (isUnseen.current) return;
          place.current = moved;
          keepPlace(name, moved);
        },
        onLost: goBlind,
        onFault: (fault) => reportError(fault),
      });
    } catch {
      // There is no WebGL here now; what is known of the cause does not help an operator.
      goBlind();
    }
    return () => {
      gone = true;
      close();
      container.remove();
    };
  }, [attempt, prefix, name]);

  const failuresInRow = life.kind === 'blind' ? life.failures : 0;
  useEffect(() => {
    if (failuresInRow === 0) return undefined;
    const timer = setTimeout(() => setAttempt((number) => number + 1), retryDelayMs(failuresInRow));
    return () => clearTimeout(timer);
  }, [failuresInRow]);

  const live = life.kind === 'open' ? life.live : null;
  // Once, when keys and scale have taken their room beneath the map: what was fitted before them is cut by it.
  useLayoutEffect(() => {
    if (!live || !isUnseen.current) return;
    live.map.resize();
    showOverview(live.map, latest.current.overview);
    isUnseen.current = false;
  }, [live]);
  return (
    <div
      className={styles['frame']}
      data-map={life.kind}
      onKeyDown={(event) => {
        // A slider or a field over the map has keys of its own.
        if (event.target instanceof HTMLInputElement) return;
        if (live && onMapKey(live.map, event.nativeEvent, { overview, selection, onUsePoint, onOtherKey })) event.preventDefault();
      }}
    >
      <div className={styles['stage']}>
        <div ref={slot} className={styles['slot']} />
        {live && <MapContext value={live}>{children}</MapContext>}
        {life.kind === 'blind' && <div className={styles['cover']}>{withoutMap(() => setAttempt((number) => number + 1))}</div>}
      </div>
      {live && <MapContext value={live}>{foot}</MapContext>}
    </div>
  );
}
