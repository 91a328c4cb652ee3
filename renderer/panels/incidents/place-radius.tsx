import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Incident } from '#domain/incidents/incident.ts';
import { narrowerRadius, uncertainFromM, widerRadius } from '#domain/places/radius-steps.ts';
import { actionsText } from '../../i18n/areas/actions.ts';
import { incidentsText } from '../../i18n/areas/incidents.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { useDraftWorkspace } from '../../state/drafts-context.tsx';
import { usePreference } from '../../state/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { distanceText } from '../../ui/distance-text.ts';
import type { IncidentActs } from './use-incident-acts.ts';

/** Several presses in a row are one act. */
const settledAfterMs = 600;

/** How sure the place of an incident is, and two keys to say otherwise. They mean the form while a place is typed there. */
export function PlaceRadius({ incident, acts }: { readonly incident: Incident; readonly acts: IncidentActs }) {
  const text = useText(incidentsText);
  const actions = useText(actionsText);
  const language = usePreference('language');
  const isFormEmpty = useDraftWorkspace().current.placeText.trim() === '';
  /** What the keys have said, until the station says the same: fast presses go on from there. */
  const [wantedM, setWantedM] = useState<number | null>(null);
  const { place } = incident;
  const saidM = place.radiusM ?? 0;
  const radiusM = wantedM ?? saidM;
  const isOpen = incident.status === 'open';
  if (wantedM !== null && wantedM === saidM) setWantedM(null);
  /** What is on its way already: who goes on to another incident meanwhile does not say it twice. */
  const sentM = useRef<number | null>(null);
  const send = useRef<() => void>(() => undefined);
  useLayoutEffect(() => {
    send.current = () => {
      if (wantedM === null || wantedM === saidM || wantedM === sentM.current) return;
      sentM.current = wantedM;
      void acts.change({ place: { ...place, radiusM: wantedM } }).then((isDone) => {
        if (sentM.current === wantedM) sentM.current = null;
        if (!isDone) setWantedM((now) => (now === wantedM ? null : now));
      });
    };
  });
  useEffect(() => {
    if (wantedM === null) return undefined;
    const timer = setTimeout(() => send.current(), settledAfterMs);
    return () => clearTimeout(timer);
  }, [wantedM]);
  // Whoever goes on to another incident within the moment meant it all the same.
  useEffect(() => () => send.current(), []);
  const say = (next: (radiusM: number) => number) => () => setWantedM((now) => next(now ?? saidM));
  useAction('place-wider', isOpen && isFormEmpty ? say(widerRadius) : null);
  useAction('place-narrower', isOpen && isFormEmpty ? say(narrowerRadius) : null);
  return (
    <>
      {` ± ${distanceText(radiusM, language)}${radiusM > uncertainFromM ? ` (${text.notCertain})` : ''} `}
      {isOpen && (
        <>
          <Button look="quiet" action="place-narrower" label={actions['place-narrower']} onPress={say(narrowerRadius)}>
            −
          </Button>
          <Button look="quiet" action="place-wider" label={actions['place-wider']} onPress={say(widerRadius)}>
            +
          </Button>
        </>
      )}
    </>
  );
}
