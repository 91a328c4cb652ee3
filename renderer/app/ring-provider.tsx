import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { isRinging } from '#domain/calls/ringing.ts';
import ringUrl from '../../resources/sounds/ring.wav?url';
import { knownAsOfMs } from '../state/face.ts';
import { RingContext, type SeatRing } from '../state/ring-context.tsx';
import { onceIdle } from '../state/once-idle.ts';
import { createRingPlayer } from '../state/ring-player.ts';
import { useStore } from '../state/store.ts';
import { useAsk } from '../state/use-ask.ts';
import { useLatest } from '../state/use-latest.ts';
import { useNow } from '../state/use-now.ts';
import { useTelephone } from '../state/use-phone.ts';
import { useStationState } from '../state/use-station-state.ts';

/** A phone host tells something every two seconds; without word for so long it may not ring either. */
const hostSilentMs = 8_000;

/** Rings where no phone host does: a seat without a phone, or whose host is not heard of or cannot sound. The ring hangs on no panel and on no one window. */
export function RingProvider({ children }: { readonly children: ReactNode }) {
  const ask = useAsk();
  const calls = useLatest('calls');
  const station = useStationState();
  const phone = useTelephone();
  const nowMs = useNow();
  const [isSilenced, setSilenced] = useState(false);
  const [player] = useState(() => createRingPlayer(ringUrl));
  useEffect(() => onceIdle(player.open), [player]);
  const played = useStore(player.state);
  const host = phone !== null && phone.host === 'up' && nowMs - (phone.heardAtMs ?? 0) < hostSilentMs && phone.ring.fault === null ? phone.ring : null;
  const isQuiet = host?.isQuiet ?? isSilenced;
  const rings = isRinging({ calls: calls.byKey.values(), asOfMs: knownAsOfMs(calls, station, nowMs), lines: phone?.lines ?? [] }, nowMs);
  const isOurs = host === null && rings && !isQuiet;
  useEffect(() => player.ring(isOurs), [player, isOurs]);
  const hasPhone = phone !== null;
  const fault = host === null && played !== 'ready' ? played : null;
  const ring = useMemo<SeatRing>(
    () => ({
      fault,
      isQuiet,
      quiet(isOn) {
        setSilenced(isOn);
        if (hasPhone) void ask('phone.quiet', { on: isOn });
      },
    }),
    [ask, fault, hasPhone, isQuiet],
  );
  return <RingContext value={ring}>{children}</RingContext>;
}
