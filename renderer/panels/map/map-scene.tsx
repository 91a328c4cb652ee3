import { useMemo, useState } from 'react';
import type { Incident } from '#domain/incidents/incident.ts';
import type { UnitPosition } from '#domain/positions/position.ts';
import type { Unit } from '#domain/units/unit.ts';
import { mapText } from '../../i18n/areas/map.ts';
import { useText } from '../../i18n/use-text.ts';
import { GraticuleLayer } from '../../map/layers/graticule-layer.tsx';
import { IconImages } from '../../map/layers/icon-images.tsx';
import { IncidentsLayer } from '../../map/layers/incidents-layer.tsx';
import { IslandNamesLayer } from '../../map/layers/island-names-layer.tsx';
import { IslandsLayer } from '../../map/layers/islands-layer.tsx';
import { PlacesLayer } from '../../map/layers/places-layer.tsx';
import { PointLayer } from '../../map/layers/point-layer.tsx';
import { SeaLayer } from '../../map/layers/sea-layer.tsx';
import { UncertaintyLayer } from '../../map/layers/uncertainty-layer.tsx';
import { UnitsLayer } from '../../map/layers/units-layer.tsx';
import { MapButtons } from '../../map/map-buttons.tsx';
import { readMapPack } from '../../map/map-pack.ts';
import { MapView } from '../../map/map-view.tsx';
import { nextPressed } from '../../map/next-pressed.ts';
import { ScaleBar } from '../../map/scale-bar.tsx';
import { useMapPalette } from '../../map/use-map-palette.ts';
import { useChangeSession, useSession } from '../../state/session-context.tsx';
import { ChosenUnitLine } from './chosen-unit-line.tsx';
import { MapList } from './map-list.tsx';
import { MapNotes } from './map-notes.tsx';
import { selectionPoints } from './selection-points.ts';
import { useMapFeatures } from './use-map-features.ts';
import { useProposePoint } from './use-propose-point.ts';
import styles from './map-panel.module.css';

/** The map with everything on it, from the sea up. */
export function MapScene({ units, positions, incidents }: {
  readonly units: ReadonlyMap<string, Unit>;
  readonly positions: ReadonlyMap<string, UnitPosition>;
  readonly incidents: ReadonlyMap<string, Incident>;
}) {
  const text = useText(mapText);
  const palette = useMapPalette();
  const [pack] = useState(readMapPack);
  const session = useSession();
  const changeSession = useChangeSession();
  const { propose, failure } = useProposePoint();
  const features = useMapFeatures({ units, positions, incidents, shoreOf: pack.shoreOf, theme: palette.theme });
  const selection = useMemo(() => selectionPoints(session, positions, incidents), [session, positions, incidents]);
  const gridArea = useMemo(() => {
    const [west, south, east, north] = pack.overview;
    return { west: west - 1, south: south - 1, east: east + 1, north: north + 1 };
  }, [pack]);
  const { formPlace } = session;
  const pressUnits = (ids: readonly string[]): void => changeSession({ selectedUnitId: nextPressed(ids, session.selectedUnitId) });
  return (
    <MapView
      overview={pack.overview}
      title={text.canvas}
      selection={selection}
      onUsePoint={propose}
      withoutMap={(tryAgain) => <MapList units={units} positions={positions} incidents={incidents} onTryAgain={tryAgain} />}
    >
      <IconImages palette={palette} />
      <SeaLayer palette={palette} />
      <GraticuleLayer area={gridArea} letters={text.letters} palette={palette} />
      <IslandsLayer islands={pack.islands} palette={palette} />
      <IslandNamesLayer islands={pack.islands} palette={palette} />
      <PlacesLayer places={pack.places} palette={palette} />
      <UncertaintyLayer name="incident-radius" circles={features.incidentRadii} palette={palette} />
      <UncertaintyLayer name="unit-uncertainty" circles={features.uncertainty} palette={palette} />
      <UnitsLayer name="units" units={features.units} palette={palette} onPress={pressUnits} />
      <IncidentsLayer
        incidents={features.incidents}
        palette={palette}
        onPress={(ids) => changeSession({ selectedIncidentId: nextPressed(ids, session.selectedIncidentId) })}
      />
      <UnitsLayer name="chosen-unit" units={features.chosenUnit} palette={palette} onPress={pressUnits} />
      {formPlace?.latitude != null && formPlace.longitude !== null && (
        <PointLayer name="form-point" longitude={formPlace.longitude} latitude={formPlace.latitude} palette={palette} />
      )}
      <div className={styles['top']}>
        <ChosenUnitLine units={units} positions={positions} />
        <MapNotes units={units} positions={positions} incidents={incidents} failure={failure} />
      </div>
      <div className={styles['corner']}>
        <ScaleBar />
        <span className={styles['sources']}>{text.shoreSource}</span>
      </div>
      <div className={styles['middle']} aria-hidden />
      <MapButtons overview={pack.overview} selection={selection} onUsePoint={propose} />
    </MapView>
  );
}
