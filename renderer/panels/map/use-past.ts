import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Incident } from '#domain/incidents/incident.ts';
import type { UnitPosition } from '#domain/positions/position.ts';
import { incidentsAt } from '../../map/incidents-at.ts';
import { minuteMs, withinKept } from '../../map/kept-time.ts';
import { useAsk } from '../../state/use-ask.ts';
import { useNow } from '../../state/use-now.ts';

export type Past = {
  readonly atMs: number;
  /** Null until the station has said where the units were. */
  readonly positions: ReadonlyMap<string, UnitPosition> | null;
  readonly incidents: ReadonlyMap<string, Incident>;
  readonly failure: string | null;
};

export type TimeTravel = {
  /** Null: the map shows now. */
  readonly past: Past | null;
  toggle(): void;
  /** Minutes forwards, or back when negative; from now it goes back only. */
  step(minutes: number): void;
  goTo(atMs: number): void;
};

type Answer = { readonly atMs: number; readonly positions: ReadonlyMap<string, UnitPosition> | null; readonly failure: string | null };

/** Lets a map show any past minute of the last 30 days. Only a person's hand moves it there, and one key brings it back. */
export function useTimeTravel(incidents: ReadonlyMap<string, Incident>): TimeTravel {
  const ask = useAsk();
  const nowMs = useNow();
  const [atMs, setAtMs] = useState<number | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);

  useEffect(() => {
    if (atMs === null) return undefined;
    let wanted = true;
    void ask('position.at', { atMs }).then((asked) => {
      if (!wanted) return;
      setAnswer(asked.ok ? { atMs, positions: new Map(asked.value.map((position) => [position.unitId, position])), failure: null } : { atMs, positions: null, failure: asked.sentence });
    });
    return () => {
      wanted = false;
    };
  }, [ask, atMs]);

  const goTo = useCallback((wanted: number) => setAtMs(withinKept(wanted, nowMs)), [nowMs]);
  const pastIncidents = useMemo(() => (atMs === null ? incidents : incidentsAt(incidents, atMs)), [incidents, atMs]);
  const past = useMemo((): Past | null => {
    if (atMs === null) return null;
    const fits = answer?.atMs === atMs;
    // The last known moment stays until the next one is there: a map that blinks at every step cannot be read.
    return { atMs, positions: answer?.positions ?? null, incidents: pastIncidents, failure: fits ? answer.failure : null };
  }, [atMs, answer, pastIncidents]);
  return {
    past,
    toggle: () => setAtMs(atMs === null ? withinKept(nowMs - minuteMs, nowMs) : null),
    step: (minutes) => {
      if (atMs !== null || minutes < 0) goTo((atMs ?? nowMs) + minutes * minuteMs);
    },
    goTo,
  };
}
