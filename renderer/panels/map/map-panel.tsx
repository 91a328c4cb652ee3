import { lazy, Suspense } from 'react';
import { mapText } from '../../i18n/areas/map.ts';
import { useText } from '../../i18n/use-text.ts';
import { useFace } from '../../state/use-face.ts';
import { useLatest } from '../../state/use-latest.ts';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import styles from './map-panel.module.css';

/** A megabyte of drawing code that nobody needs to answer a call; it comes after everything else. */
const MapScene = lazy(async () => ({ default: (await import('./map-scene.tsx')).MapScene }));

/** The map: islands, units with age and heading, open incidents. Its view moves by a person's hand only. */
export function MapPanel() {
  const text = useText(mapText);
  const units = useLatest('units');
  const positions = useLatest('positions');
  const incidents = useLatest('incidents');
  const face = useFace(positions);
  return (
    <PanelFrame name="map" title={text.title} face={face} focusAction="focus-map">
      <Suspense fallback={<p className={styles['opening']}>{text.opening}</p>}>
        <MapScene units={units.byKey} positions={positions.byKey} incidents={incidents.byKey} />
      </Suspense>
    </PanelFrame>
  );
}
