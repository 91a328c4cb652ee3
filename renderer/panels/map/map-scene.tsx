import { Fragment, useMemo, useState } from 'react';
import type { Incident } from '#domain/incidents/incident.ts';
import type { UnitPosition } from '#domain/positions/position.ts';
import type { Unit } from '#domain/units/unit.ts';
import { mapText } from '../../i18n/areas/map.ts';
import { useText } from '../../i18n/use-text.ts';
import { FencesLayer } from '../../map/layers/fences-layer.tsx';
import { IconImages } from '../../map/layers/icon-images.tsx';
import { IncidentsLayer } from '../../map/layers/incidents-layer.tsx';
import { PointLayer } from '../../map/layers/point-layer.tsx';
import { UncertaintyLayer } from '../../map/layers/uncertainty-layer.tsx';
import { UnitsLayer } from '../../map/layers/units-layer.tsx';
import { GridPick } from '../../map/grid-pick.tsx';
import { MapButtons } from '../../map/map-buttons.tsx';
import { readMapPack } from '../../map/map-pack.ts';
import { lengthM } from '../../map/measure-features.ts';
import { MapView } from '../../map/map-view.tsx';
import { boundsOf } from '../../map/place-features.ts';
import { nextPressed } from '../../map/next-pressed.ts';
import { ScaleBar } from '../../map/scale-bar.tsx';
import { useMapOfStation } from '../../map/use-map-of-station.ts';
import { useMapPalette } from '../../map/use-map-palette.ts';
import { useFences } from '../../state/use-fences.ts';
import { useChangeSession, useSession } from '../../state/session-context.tsx';
import { ChosenUnitLine } from './chosen-unit-line.tsx';
import { MapGround } from './map-ground.tsx';
import { MapLegend } from './map-legend.tsx';
import { MapList } from './map-list.tsx';
import { MarksOnMap } from './marks-on-map.tsx';
import { MapNotes } from './map-notes.tsx';
import { ChosenTrail, ToolsOnMap } from './map-over.tsx';
import { ObstaclesOnMap } from './obstacles-on-map.tsx';
import { PastStrip } from './past-strip.tsx';
import { MeasureLine, ToolButtons } from './tool-buttons.tsx';
import { selectionPoints } from './selection-points.ts';
import { UnitsOnMap } from './units-on-map.tsx';
import { useMapFeatures } from './use-map-features.ts';
import { useMapTools, type OtherMaps } from './use-map-tools.ts';
import { useTimeTravel } from './use-past.ts';
import { useTrail } from './use-trail.ts';
import { useWay } from './use-way.ts';
import { useProposePoint } from './use-propose-point.ts';
import { VisitsLine } from './visits-line.tsx';
import { WayLine, WayOnMap } from './way-on-map.tsx';
import styles from './map-panel.module.css';

/** Beyond the outermost place the grid goes on for about two kilometres. */
const gridMarginDeg = 0.02;

const nowhere: ReadonlyMap<string, UnitPosition> = new Map();

/** The map with everything on it, from the sea up. */
export function MapScene({ name, isActive, maps, ...now }: {
  readonly name: string;
  /** Its keys are meant, of several maps. */
  readonly isActive: boolean;
  readonly maps: OtherMaps;
  readonly units: ReadonlyMap<string, Unit>;
  readonly positions: ReadonlyMap<string, UnitPosition>;
  readonly incidents: ReadonlyMap<string, Incident>;
}) {
  const text = useText(mapText);
  const palette = useMapPalette();
  const [pack] = useState(readMapPack);
  const map = useMapOfStation();
  const session = useSession();
  const changeSession = useChangeSession();
  const { propose, failure } = useProposePoint();
  const travel = useTimeTravel(now.incidents);
  const { units } = now;
  const positions = travel.past ? (travel.past.positions ?? nowhere) : now.positions;
  const incidents = travel.past ? travel.past.incidents : now.incidents;
  const pastAtMs = travel.past ? travel.past.atMs : null;
  const tools = useMapTools(session.selectedUnitId, travel, maps);
  const foundWay = useWay(units, now.incidents);
  const way = travel.past ? null : foundWay;
  const fixes = useTrail(session.selectedUnitId, pastAtMs);
  const features = useMapFeatures({ units, positions, incidents, theme: palette.theme, pastAtMs });
  const fences = useFences();
  const fenceList = useMemo(() => [...fences.values()], [fences]);
  const selection = useMemo(() => selectionPoints(session, positions, incidents), [session, positions, incidents]);
  const gridArea = useMemo(() => boundsOf(pack.places, gridMarginDeg) ?? pack.overview, [pack]);
  const { formPlace } = session;
  const isMeasuring = tools.measured !== null;
  const pressUnits = (ids: readonly string[]): void => {
    if (!isMeasuring) changeSession({ selectedUnitId: nextPressed(ids, session.selectedUnitId) });
  };
  return (
    <MapView
      name={name}
      overview={pack.overview}
      title={text.canvas}
      selection={selection}
      onUsePoint={propose}
      onOtherKey={tools.onKey}
      foot={
        <div className={styles['foot']}>
          <MapButtons overview={pack.overview} selection={selection} isActive={isActive} onUsePoint={propose}>
            <ToolButtons tools={tools} travel={travel} maps={maps} canFollow={session.selectedUnitId !== null} />
          </MapButtons>
          <div className={styles['sources']}>
            <ScaleBar />
            {map?.pack === null && <span className={styles['skeleton']}>{text.skeletonRoads}</span>}
            <span>{map?.pack ? `${map.pack.attribution} · ${text.shoreSource}` : text.shoreSource}</span>
          </div>
        </div>
      }
      withoutMap={(tryAgain) => <MapList units={units} positions={now.positions} incidents={now.incidents} onTryAgain={tryAgain} />}
    >
      {map && (
        // Another pack: everything is laid anew, from the sea up.
        <Fragment key={map.pack?.id ?? 'shipped'}>
          <IconImages palette={palette} />
          <MapGround shipped={pack} installed={map.pack} palette={palette} />
          <FencesLayer fences={fenceList} palette={palette} />
          <UncertaintyLayer name="incident-radius" circles={features.incidentRadii} palette={palette} />
          <UncertaintyLayer name="form-radius" circles={features.formRadius} palette={palette} />
          <ChosenTrail fixes={fixes} palette={palette} />
          <WayOnMap way={way} palette={palette} />
          {travel.past === null && <MarksOnMap palette={palette} canPress={!isMeasuring} />}
          <UnitsOnMap
            looks={features.looks}
            otherLooks={features.otherLooks}
            chosenLooks={features.chosenLooks}
            above={features.above}
            offsets={features.offsets}
            nowMs={features.nowMs}
            isPast={features.isPast}
            shoreOf={pack.shoreOf}
            palette={palette}
            onPress={pressUnits}
          />
          <IncidentsLayer
            incidents={features.incidents}
            palette={palette}
            onPress={(ids) => {
              if (!isMeasuring) changeSession({ selectedIncidentId: nextPressed(ids, session.selectedIncidentId) });
            }}
          />
          {travel.past === null && <ObstaclesOnMap sea={pack.sea} palette={palette} />}
          <UnitsLayer name="chosen-unit" units={features.chosenUnit} palette={palette} onPress={pressUnits} />
          {formPlace?.latitude != null && formPlace.longitude !== null && (
            <PointLayer name="form-point" longitude={formPlace.longitude} latitude={formPlace.latitude} palette={palette} />
          )}
          <ToolsOnMap tools={tools} positions={positions} palette={palette} />
        </Fragment>
      )}
      <PastStrip travel={travel} />
      <div className={styles['top']} data-past={travel.past !== null || undefined}>
        <ChosenUnitLine units={units} positions={positions} fixes={fixes} pastAtMs={pastAtMs} isFollowed={tools.followedUnitId !== null} />
        {travel.past === null && <VisitsLine fences={fences} />}
        <WayLine way={way} units={units} incidents={incidents} />
        <MapNotes units={units} positions={positions} incidents={incidents} failure={failure} packFault={map?.fault ?? null} />
        {tools.measured && <MeasureLine length={tools.wordOf(lengthM(tools.measured))} />}
      </div>
      {tools.showsLegend && <MapLegend palette={palette} />}
      <div className={styles['middle']} aria-hidden />
      <GridPick area={gridArea} isActive={isActive} onPick={({ longitude, latitude, radiusM }) => propose([longitude, latitude], radiusM)} />
    </MapView>
  );
}
