import { mapText } from '../../i18n/areas/map.ts';
import { useText } from '../../i18n/use-text.ts';
import { mapKeys } from '../../map/map-keys.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './map-panel.module.css';
import type { MapTools, OtherMaps } from './use-map-tools.ts';
import type { TimeTravel } from './use-past.ts';

/** Following, measuring and the past, for the pointer; each prints its key. */
export function ToolButtons({ tools, travel, maps, canFollow }: { readonly tools: MapTools; readonly travel: TimeTravel; readonly maps: OtherMaps; readonly canFollow: boolean }) {
  const text = useText(mapText);
  return (
    <>
      <Button look="quiet" chord={mapKeys.follow} disabled={!canFollow} pressed={tools.followedUnitId !== null} onPress={tools.toggleFollow}>
        {text.follow}
      </Button>
      <Button look="quiet" chord={mapKeys.measure} pressed={tools.measured !== null} onPress={tools.toggleMeasure}>
        {text.measure}
      </Button>
      <Button look="quiet" chord={mapKeys.past} pressed={travel.past !== null} onPress={travel.toggle}>
        {text.toPast}
      </Button>
      <Button look="quiet" chord={mapKeys.legend} pressed={tools.showsLegend} onPress={tools.toggleLegend}>
        {text.toLegend}
      </Button>
      <Button look="quiet" chord={mapKeys.otherMap} onPress={maps.toOther}>
        {maps.areTwo ? text.otherMap : text.secondMap}
      </Button>
      {maps.areTwo && (
        <Button look="quiet" chord={mapKeys.oneMap} onPress={maps.closeSecond}>
          {text.oneMap}
        </Button>
      )}
      <Button look="quiet" chord={mapKeys.otherWindow} onPress={maps.otherWindow.go}>
        {maps.otherWindow.is === 'map' ? text.ownWindow : text.toConsole}
      </Button>
    </>
  );
}

/** How long the measured line is, and how to go on. */
export function MeasureLine({ length }: { readonly length: string }) {
  const text = useText(mapText);
  return (
    <div className={styles['line']} role="status">
      <Badge mark={{ shape: 'frame', tone: 'plain' }} word={text.straight(length)} />
      <span>{text.measureHint}</span>
    </div>
  );
}
