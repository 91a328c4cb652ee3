import { useMemo } from 'react';
import type { Incident } from '#domain/incidents/incident.ts';
import type { Unit } from '#domain/units/unit.ts';
import { mapText } from '../../i18n/areas/map.ts';
import { recommendationText } from '../../i18n/areas/recommendation.ts';
import { useText } from '../../i18n/use-text.ts';
import { WayLayer } from '../../map/layers/way-layer.tsx';
import type { MapPalette } from '../../map/map-palette.ts';
import { wayFeatures } from '../../map/way-features.ts';
import { usePreference } from '../../state/preferences.ts';
import { Badge } from '../../ui/badge.tsx';
import { distanceText } from '../../ui/distance-text.ts';
import { legsText, legText, wholeMinutes } from '../../ui/legs-text.ts';
import styles from './map-panel.module.css';
import type { ShownWay } from './use-way.ts';

/** The way itself; of one that leads nowhere nothing is drawn. */
export function WayOnMap({ way, palette }: { readonly way: ShownWay | null; readonly palette: MapPalette }) {
  const say = useText(recommendationText);
  const language = usePreference('language');
  const found = way?.found;
  const features = useMemo(
    () => wayFeatures(found && 'line' in found ? found : { legs: [], line: [], ends: [] }, (leg) => legText(leg, say, (metres) => distanceText(metres, language))),
    [found, say, language],
  );
  return <WayLayer way={features} palette={palette} />;
}

/** The way in words: who, where to, how long and by what, or why nobody gets there. */
export function WayLine({ way, units, incidents }: { readonly way: ShownWay | null; readonly units: ReadonlyMap<string, Unit>; readonly incidents: ReadonlyMap<string, Incident> }) {
  const text = useText(mapText);
  const say = useText(recommendationText);
  const language = usePreference('language');
  if (way === null) return null;
  const { found } = way;
  const callSign = units.get(way.unitId)?.callSign ?? way.unitId;
  const number = incidents.get(way.incidentId)?.number ?? '';
  const words =
    'line' in found
      ? `${say.minutes(wholeMinutes(found.durationMs))} · ${legsText(found.legs, say, (metres) => distanceText(metres, language))}`
      : 'unreachable' in found
        ? text.unreachable(say.unreachable[found.unreachable])
        : found.fault;
  return (
    <div className={styles['line']} role="status" data-way={'line' in found ? 'found' : 'none'}>
      <Badge mark={'line' in found ? { shape: 'forward', tone: 'blue' } : { shape: 'cross', tone: 'amber' }} word={`${callSign} → ${number}: ${words}`} />
    </div>
  );
}
