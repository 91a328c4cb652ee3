import { linksText } from '../../i18n/areas/links.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSite } from '../../state/site-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { healthMark } from '../../ui/marks/health-mark.ts';
import { timeText } from '../../ui/time-text.ts';

/** Stands before the links while the station itself does not answer: how old everything on screen is. */
export function StationBadge({ asOfMs }: { readonly asOfMs: number | null }) {
  const text = useText(linksText);
  const { utcOffsetMinutes } = useSite();
  const word = asOfMs === null ? text.stationAway : text.dataAsOf(timeText(asOfMs, utcOffsetMinutes));
  return <Badge mark={healthMark.down} word={word} />;
}
