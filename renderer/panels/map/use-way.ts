import { useEffect, useState } from 'react';
import type { Incident } from '#domain/incidents/incident.ts';
import type { Unit } from '#domain/units/unit.ts';
import type { Route, UnreachableReason } from '#domain/routes/route.ts';
import { useSession } from '../../state/session-context.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { useLatest } from '../../state/use-latest.ts';
import { useNow } from '../../state/use-now.ts';
import { wantedWay, type WantedWay } from './wanted-way.ts';

/** A way as the station found it, or why there is none; `fault`: it could not be asked, or the place is no point yet. */
export type ShownWay = WantedWay & { readonly found: Route | { readonly unreachable: UnreachableReason } | { readonly fault: string } };

/** The unit drives on: its way is asked for again this often. */
const askEveryMs = 15_000;

/** The way the map shows, see `wantedWay`, kept up with the unit and with what stands in the way. Null: none. */
export function useWay(units: ReadonlyMap<string, Unit>, incidents: ReadonlyMap<string, Incident>): ShownWay | null {
  const ask = useAsk();
  const wanted = wantedWay(useSession(), units, incidents);
  const obstacles = useLatest('obstacles').byKey;
  const step = Math.floor(useNow() / askEveryMs);
  const [known, setKnown] = useState<ShownWay | null>(null);
  const { unitId = null, incidentId = null } = wanted ?? {};
  const place = incidentId === null ? undefined : incidents.get(incidentId)?.place;
  const { latitude = null, longitude = null } = place ?? {};
  useEffect(() => {
    if (unitId === null || incidentId === null) return undefined;
    let isWanted = true;
    void ask('route.find', { unitId, incidentId }).then((answer) => {
      if (isWanted) setKnown({ unitId, incidentId, found: answer.ok ? answer.value : { fault: answer.sentence } });
    });
    return () => {
      isWanted = false;
    };
  }, [ask, unitId, incidentId, latitude, longitude, obstacles, step]);
  return known !== null && known.unitId === unitId && known.incidentId === incidentId ? known : null;
}
