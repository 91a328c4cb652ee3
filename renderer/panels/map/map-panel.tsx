import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { mapText } from '../../i18n/areas/map.ts';
import { useText } from '../../i18n/use-text.ts';
import { focusFirst } from '../../ui/focus-first.ts';
import { useOtherWindow } from '../../state/other-window.tsx';
import { useFace } from '../../state/use-face.ts';
import { useLatest } from '../../state/use-latest.ts';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import styles from './map-panel.module.css';

/** A megabyte of drawing code that nobody needs to answer a call; it comes after everything else. */
const MapScene = lazy(async () => ({ default: (await import('./map-scene.tsx')).MapScene }));

/** Under which each map of a window keeps where it looked. */
export type MapNames = readonly [first: string, second: string];

/**
 * The map, or two side by side over the same data: islands, units with age and heading, open incidents. Each has a view of its own, which moves by a
 * person's hand only, and tools and a past of its own.
 */
export function MapPanel({ names }: { readonly names: MapNames }) {
  const text = useText(mapText);
  const [firstName, secondName] = names;
  const otherWindow = useOtherWindow();
  const units = useLatest('units');
  const positions = useLatest('positions');
  const incidents = useLatest('incidents');
  const face = useFace(positions);
  const [areTwo, setAreTwo] = useState(false);
  const [active, setActive] = useState(firstName);
  const panes = useRef(new Map<string, HTMLDivElement>());
  const wanted = useRef<string | null>(null);
  const goTo = (name: string): void => {
    setActive(name);
    wanted.current = name;
  };
  // The focus goes along with the key that was pressed; a map that is still opening gets it in its pane.
  useEffect(() => {
    if (wanted.current) focusFirst(panes.current.get(wanted.current) ?? null);
    wanted.current = null;
  }, [active, areTwo]);
  const maps = {
    areTwo,
    toOther() {
      setAreTwo(true);
      goTo(active === firstName ? secondName : firstName);
    },
    closeSecond() {
      setAreTwo(false);
      goTo(firstName);
    },
    otherWindow,
  };
  return (
    <PanelFrame name="map" title={text.title} face={face} focusAction="focus-map">
      <Suspense fallback={<p className={styles['opening']}>{text.opening}</p>}>
        <div className={styles['maps']}>
          {names.slice(0, areTwo ? 2 : 1).map((name) => (
            <div
              key={name}
              ref={(pane) => {
                if (pane) panes.current.set(name, pane);
                else panes.current.delete(name);
              }}
              className={styles['map']}
              data-active={(areTwo && active === name) || undefined}
              tabIndex={-1}
              onFocus={() => setActive(name)}
            >
              <MapScene name={name} isActive={active === name} maps={maps} units={units.byKey} positions={positions.byKey} incidents={incidents.byKey} />
            </div>
          ))}
        </div>
      </Suspense>
    </PanelFrame>
  );
}
