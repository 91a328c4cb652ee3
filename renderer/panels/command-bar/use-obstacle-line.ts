import { useEffect, useMemo, useState } from 'react';
import { commandBarText } from '../../i18n/areas/command-bar.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSession } from '../../state/session-context.tsx';
import { useSite } from '../../state/site-context.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { useLatest } from '../../state/use-latest.ts';
import { useNow } from '../../state/use-now.ts';
import { sinceText } from '../../ui/time-text.ts';
import { readObstacle, type NamedLeg, type ObstacleMeaning } from './read-obstacle.ts';

/** What a line about closed ways can mean, and each meaning in words; null where the line is about something else. */
export function useObstacleLine(line: string): { readonly meanings: readonly ObstacleMeaning[] | null; readonly words: (meaning: ObstacleMeaning) => { readonly name: string; readonly detail: string } } {
  const ask = useAsk();
  const text = useText(commandBarText);
  const { utcOffsetMinutes } = useSite();
  const nowMs = useNow();
  const obstacles = useLatest('obstacles');
  const { formPlace } = useSession();
  const [legs, setLegs] = useState<readonly NamedLeg[]>([]);
  const isAsked = readObstacle(line, { legs: [], obstacles: [], point: null }) !== null;
  useEffect(() => {
    // What sails stays the same for as long as a window lives.
    if (isAsked && legs.length === 0) void ask('route.sea-legs', {}).then((answer) => answer.ok && setLegs(answer.value));
  }, [isAsked, legs.length, ask]);
  const meanings = useMemo(() => {
    const point = formPlace?.latitude != null && formPlace.longitude !== null ? { latitude: formPlace.latitude, longitude: formPlace.longitude } : null;
    return readObstacle(line, { legs, obstacles: [...obstacles.byKey.values()], point });
  }, [line, legs, obstacles.byKey, formPlace]);

  const until = (atMs: number | null): string => (atMs === null ? text.untilCleared : text.until(sinceText(atMs, nowMs, utcOffsetMinutes)));
  return {
    meanings,
    words(meaning) {
      switch (meaning.kind) {
        case 'obstacle':
          return {
            name: meaning.name ?? text.roadHere,
            detail: [meaning.speedPercent === 0 ? text.close : text.slow(meaning.speedPercent), text.reason[meaning.reason], until(meaning.forMs === null ? null : nowMs + meaning.forMs)].join(' · '),
          };
        case 'no-point':
          return { name: text.roadHere, detail: text.roadNoPoint };
        case 'clear':
          return { name: meaning.name ?? text.road, detail: [text.open, text.reason[meaning.obstacle.reason], meaning.obstacle.by].join(' · ') };
      }
    },
  };
}
