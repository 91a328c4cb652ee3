import { useSite } from '../state/site-context.tsx';
import { timeText } from './time-text.ts';

/** A moment as hh:mm:ss on the site's clock. */
export function Time({ atMs }: { readonly atMs: number }) {
  const { utcOffsetMinutes } = useSite();
  return (
    <time className="mono" dateTime={new Date(atMs).toISOString()}>
      {timeText(atMs, utcOffsetMinutes)}
    </time>
  );
}
