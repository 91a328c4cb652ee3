import type { ReactNode } from 'react';
import { mapText } from '../i18n/areas/map.ts';
import { useText } from '../i18n/use-text.ts';
import { useKeyboard } from '../keys/keyboard-context.tsx';
import { useAction } from '../keys/use-action.ts';
import { Button } from '../ui/button.tsx';
import { useLiveMap } from './map-context.ts';
import { mapKeys, middleOf, showOverview, showSelection, type LongitudeLatitude } from './map-keys.ts';
import type { Bounds } from './place-features.ts';
import styles from './map-buttons.module.css';

/** What moves the view, for the pointer; each prints its key. */
export function MapButtons({ overview, selection, isActive, onUsePoint, children }: {
  readonly overview: Bounds;
  readonly selection: readonly LongitudeLatitude[];
  /** Of several maps, the one whose keys are meant. */
  readonly isActive: boolean;
  readonly onUsePoint: (point: LongitudeLatitude) => void;
  readonly children: ReactNode;
}) {
  const { map } = useLiveMap();
  const text = useText(mapText);
  const { registry } = useKeyboard();
  useAction('show-on-map', isActive && selection.length > 0 ? () => showSelection(map, selection) : null);
  return (
    <div className={styles['buttons']}>
      <Button look="quiet" chord={mapKeys.overview} onPress={() => showOverview(map, overview)}>
        {text.overview}
      </Button>
      <Button look="quiet" chord={mapKeys.selection} disabled={selection.length === 0} onPress={() => showSelection(map, selection)}>
        {text.selection}
      </Button>
      <Button look="quiet" chord={mapKeys.point} onPress={() => onUsePoint(middleOf(map))}>
        {text.usePoint}
      </Button>
      <Button look="quiet" action="grid-pick" onPress={() => registry.run('grid-pick')}>
        {text.grid}
      </Button>
      {children}
      <span className={styles['zoom']}>
        <Button look="quiet" label={text.zoomIn} onPress={() => map.zoomIn({ animate: false })}>
          +
        </Button>
        <Button look="quiet" label={text.zoomOut} onPress={() => map.zoomOut({ animate: false })}>
          −
        </Button>
      </span>
    </div>
  );
}
