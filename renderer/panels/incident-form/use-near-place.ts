import type { Coordinates } from '#domain/places/place.ts';
import type { IncidentDraft } from '../../state/incident-draft.ts';
import { useSession } from '../../state/session-context.tsx';
import { useLatest } from '../../state/use-latest.ts';

/** What equal names are ranked by nearness to: where the caller's phone says it is, else the place this window had last. */
export function useNearPlace({ callId }: IncidentDraft): Coordinates | null {
  const calls = useLatest('calls');
  const { lastPoint } = useSession();
  const callersPoint = callId === null ? null : (calls.byKey.get(callId)?.location?.point ?? null);
  return callersPoint ?? lastPoint;
}
