import type { Transmission } from '#domain/radio/transmission.ts';
import { useNow } from '../../state/use-now.ts';
import { stopwatchText } from '../../ui/age-text.ts';

/** How long a transmission lasted, or lasts so far; nothing for a burst without length. */
export function SpokenDuration({ transmission }: { readonly transmission: Transmission }) {
  const nowMs = useNow();
  const { startedAtMs, endedAtMs, durationMs, kind } = transmission;
  if (kind === 'signalling' || kind === 'rejected') return null;
  const lastedMs = endedAtMs === null ? nowMs - startedAtMs : (durationMs ?? endedAtMs - startedAtMs);
  return <span className="mono">{stopwatchText(lastedMs)}</span>;
}
