import type { Recommendation } from '#domain/dispatch/recommendation.ts';
import { incidentsText } from '../../i18n/areas/incidents.ts';
import { recommendationText } from '../../i18n/areas/recommendation.ts';
import { useText } from '../../i18n/use-text.ts';
import { usePreference } from '../../state/preferences.ts';
import { distanceText } from '../../ui/distance-text.ts';
import { wholeMinutes } from '../../ui/legs-text.ts';
import styles from './recommendation.module.css';

/** From here on a point is said to be uncertain. */
const uncertainFromM = 2_000;
const saidOffRoadM = 300;
/** Of those who cannot come. */
const namedAtMost = 6;

/** What is missing comes first, then how far the place can be trusted. */
export function RecommendationFacts({ recommendation }: { readonly recommendation: Recommendation }) {
  const say = useText(recommendationText);
  const language = usePreference('language');
  const { basis, missing, placeRadiusM, offRoadM } = recommendation;
  const time = (durationMs: number): string => say.minutes(wholeMinutes(durationMs));
  const notes = [
    basis !== 'no-place' && placeRadiusM !== null && placeRadiusM >= uncertainFromM ? say.placeUncertain(distanceText(placeRadiusM, language)) : null,
    offRoadM !== null && offRoadM > saidOffRoadM ? say.offRoad(distanceText(offRoadM, language)) : null,
  ];
  const said = notes.filter((note) => note !== null);
  return (
    <>
      {basis !== 'routes' && <p className={styles['missing']}>{say.basis[basis]}</p>}
      {missing.map((need) => (
        <p key={need.capability} className={styles['missing']}>
          <strong>{say.missing[need.reason](say.capability[need.capability], need)}</strong>{' '}
          {need.nearest !== null && say.nearest(need.nearest.callSign, time(need.nearest.worstMs))}{' '}
          {need.instead.length > 0 && say.instead(need.instead.map(({ callSign }) => callSign).join(', '))}
        </p>
      ))}
      {said.length > 0 && <p className={styles['basis']}>{said.join(' ')}</p>}
    </>
  );
}

/** Below the list: its keys, where the patient goes, what roads it was worked out on, who is left out. */
export function RecommendationFootnotes({ recommendation, rest }: { readonly recommendation: Recommendation; /** Units beyond those in the list. */ readonly rest: number }) {
  const text = useText(incidentsText);
  const say = useText(recommendationText);
  const { basis, lines, cannotCome, hospital, isSkeleton } = recommendation;
  const time = (durationMs: number): string => say.minutes(wholeMinutes(durationMs));
  const callSigns = (units: Recommendation['cannotCome']): string => {
    const named = units.slice(0, namedAtMost).map(({ callSign }) => callSign).join(', ');
    return units.length > namedAtMost ? `${named} ${say.andMore(units.length - namedAtMost)}` : named;
  };
  return (
    <div className={styles['footnotes']}>
      {lines.length > 0 && <p>{say.sendKeys}</p>}
      {hospital !== null && (
        <p>
          {say.hospital(hospital.name, time(hospital.etaMs))}
          {hospital.first !== null && ` · ${say.hospitalFirst(hospital.first.name, time(hospital.first.etaMs))}`}
        </p>
      )}
      {basis !== 'no-place' && isSkeleton && <p>{say.skeleton}</p>}
      {rest > 0 && <p>{text.more(rest)}</p>}
      {[...Map.groupBy(cannotCome, ({ reason }) => reason)].map(([reason, units]) => (
        <p key={reason}>{say.cannotCome(callSigns(units), say.unreachable[reason])}</p>
      ))}
    </div>
  );
}
