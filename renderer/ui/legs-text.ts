import type { RouteLeg } from '#domain/routes/route.ts';
import type { recommendationText } from '../i18n/areas/recommendation.ts';

type Say = (typeof recommendationText)['id'];

const shortLaneM = 300;
const onTheSpotM = 50;

/** Minutes as they are said: never less than one. */
export function wholeMinutes(durationMs: number): number {
  return Math.max(1, Math.ceil(durationMs / 60_000));
}

/** The legs as they are spoken. Short lanes at either end are no news, but for a way that is nothing else. */
export function legsText(legs: readonly RouteLeg[], say: Say, distance: (metres: number) => string): string {
  const told = legs.filter((leg) => leg.kind !== 'off-road' || leg.distanceM > shortLaneM);
  if (told.length > 0) return told.map((leg) => legText(leg, say, distance)).join(' → ');
  const awayM = legs.reduce((sum, leg) => sum + ('distanceM' in leg ? leg.distanceM : 0), 0);
  return awayM < onTheSpotM ? say.onTheSpot : say.closeBy(distance(awayM));
}

/** One leg: by what and how long, or how far where it leads beside the roads. */
export function legText(leg: RouteLeg, say: Say, distance: (metres: number) => string): string {
  const time = say.minutes(wholeMinutes(leg.durationMs));
  switch (leg.kind) {
    case 'road':
      return `${say.road} ${time}`;
    case 'off-road':
      return `${say.lane} ${distance(leg.distanceM)}`;
    case 'wait':
      return `${say.wait} ${time}`;
    case 'sea':
      return `${say.vessel[leg.vessel]} ${time}`;
    case 'open-water':
      return `${say.boat} ${time}`;
  }
}
