import { useCallback } from 'react';
import type { ActionRegistry } from '../keys/action-registry.ts';
import type { ActionId } from '../keys/key-map.ts';
import type { OtherWindow } from '../state/other-window.tsx';
import type { FollowedSeat } from '../state/seat-link.ts';
import type { Station } from '../state/station.ts';
import { MapShell } from './map-shell.tsx';
import { SeatProviders } from './seat-providers.tsx';

/** A map in a window of its own. What it does not do itself, the console of its seat does, and comes to the front for it. */
export function MapApp({ station, seat, registry, otherWindow }: {
  readonly station: Station;
  readonly seat: FollowedSeat;
  readonly registry: ActionRegistry;
  readonly otherWindow: OtherWindow;
}) {
  const elsewhere = useCallback(
    (action: ActionId) => {
      // Speaking is held, and the other window would never hear the key come up.
      if (action === 'talk') return;
      seat.press(action);
      otherWindow.go();
    },
    [seat, otherWindow],
  );
  return (
    <SeatProviders station={station} session={seat.session} registry={registry} elsewhere={elsewhere} otherWindow={otherWindow}>
      <MapShell isLed={seat.isLed} />
    </SeatProviders>
  );
}
