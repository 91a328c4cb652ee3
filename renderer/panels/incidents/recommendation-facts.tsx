import type { Recommendation } from '#domain/dispatch/recommendation.ts';
import { recommendationText } from '../../i18n/areas/recommendation.ts';
import { useText } from '../../i18n/use-text.ts';
import { usePreference } from '../../state/preferences.ts';
import { distanceText } from '../../ui/distance-text.ts';
import { wholeMinutes } from './recommendation-line.tsx';
import styles from './recommendation.module.css';

/** From here on a point is said to be uncertain. */
const uncertainFromM = 2_000;
const saidOffRoadM = 300;

/** What is missing comes first, then how far the list can be trusted. */
export function RecommendationFacts({ recommendation }: { readonly recommendation: Recommendation }) {
  const say = useText(recommendationText);
  const language = usePreference('language');
  const { basis, missing, placeRadiusM, offRoadM, hospital } = recommendation;
  const time = (durationMs: number): string => say.minutes(wholeMinutes(durationMs));
  const notes = [
    basis === 'routes' ? say.basis.routes : null,
    basis === 'routes' && recommendation.isSkeleton ? say.skeleton : null,
    basis !== 'no-place' && placeRadiusM !== null && placeRadiusM >= uncertainFromM ? say.placeUncertain(distanceText(placeRadiusM, language)) : null,
    offRoadM !== null && offRoadM > saidOffRoadM ? say.offRoad(distanceText(offRoadM, language)) : null,
  ];
  return (
    <>
      {basis !== 'routes' && <p className={styles['missing']}>{say.basis[basis]}</p>}
      {missing.map((need) => (
        <p key={need.capability} className={styles['missing']}>
          <strong>{say.missing[need.reason](say.capability[need.capability])}</strong>{' '}
          {need.nearest !== null && say.nearest(need.nearest.callSign, time(need.nearest.worstMs))}{' '}
          {need.instead.length > 0 && say.instead(need.instead.map(({ callSign }) => callSign).join(', '))}
        </p>
      ))}
      {hospital !== null && (
        <p className={styles['basis']}>
          {say.hospital(hospital.name, time(hospital.etaMs))}
          {hospital.first !== null && ` · ${say.hospitalFirst(hospital.first.name, time(hospital.first.etaMs))}`}
        </p>
      )}
      <p className={styles['basis']}>{notes.filter((note) => note !== null).join(' ')}</p>
    </>
  );
}
