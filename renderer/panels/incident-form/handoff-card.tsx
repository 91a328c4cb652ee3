import type { StationDescription } from '#contract/records/station-records.ts';
import { neighboursByNearness, standingInRegency } from '#domain/places/regency.ts';
import { incidentFormText } from '../../i18n/areas/incident-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import type { DraftAction } from '../../state/draft-workspace.ts';
import type { IncidentDraft } from '../../state/incident-draft.ts';
import { usePreference } from '../../state/preferences.ts';
import { useSite } from '../../state/site-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { distanceText } from '../../ui/distance-text.ts';
import { phoneText } from '../../ui/phone-text.ts';
import { useHandoffCall } from './use-handoff-call.ts';
import { useReadAloud } from './use-read-aloud.ts';
import styles from './handoff-card.module.css';

type Neighbour = StationDescription['neighbours'][number];
const shown = 3;

/**
 * The place is a neighbour's: who that is, by nearness, and what to tell them in the order of reading. One key calls the nearest
 * (with the caller on hold where a line is open) and notes it. The form stays as it was: the incident can be opened all the same.
 */
export function HandoffCard({ draft, change }: { readonly draft: IncidentDraft; readonly change: (action: DraftAction) => void }) {
  const text = useText(incidentFormText);
  const language = usePreference('language');
  const { site, neighbours, exercise } = useSite();
  const call = useHandoffCall();
  const { place } = draft;
  const point = place?.latitude == null || place.longitude === null ? null : { latitude: place.latitude, longitude: place.longitude, radiusM: place.radiusM ?? 0 };
  const standing = point === null ? 'inside' : standingInRegency(site.area, point);
  const isOutside = point !== null && standing !== 'inside';
  const nearest = isOutside ? neighboursByNearness(neighbours, point).slice(0, shown) : [];
  const lineOf = ({ name, phone }: Neighbour): string => text.handedOff(name, phone === null ? text.withoutNumber : phoneText(phone));
  const notedLines = neighbours.map(lineOf);
  const ownNote = draft.note.split('\n').filter((line) => !notedLines.includes(line)).join(' ');
  const sentence = useReadAloud({ ...draft, note: ownNote });
  const handOff = (neighbour: Neighbour): void => {
    const line = lineOf(neighbour);
    if (!draft.note.includes(line)) change({ kind: 'write-note', text: [draft.note.trim(), line].filter((part) => part !== '').join('\n') });
    if (neighbour.phone !== null) call(neighbour.phone);
  };
  const first = nearest[0]?.neighbour;
  useAction('hand-off', first ? () => handOff(first) : null);
  if (!isOutside) return null;
  return (
    <section className={styles['card']} aria-label={text.outside(site.name)} role="status">
      <Badge mark={{ shape: 'forward', tone: 'amber' }} word={standing === 'outside' ? text.outside(site.name) : text.perhapsOutside(site.name)} />
      {nearest.length === 0 && <p>{text.noNeighbours}</p>}
      <ul className={styles['neighbours']}>
        {nearest.map(({ neighbour, awayM }, index) => (
          <li key={neighbour.id} className={styles['neighbour']}>
            <span className={styles['name']}>{neighbour.name}</span>
            <span className={styles['phone']}>{neighbour.phone === null ? text.withoutNumber : phoneText(neighbour.phone)}</span>
            {exercise && neighbour.phone !== null && <span className={styles['example']}>{text.exampleNumber}</span>}
            <span className={styles['away']}>{awayM === null ? '' : distanceText(awayM, language)}</span>
            <Button look="quiet" {...(index === 0 ? { action: 'hand-off' as const } : {})} onPress={() => handOff(neighbour)}>
              {text.handOff}
            </Button>
          </li>
        ))}
      </ul>
      <p className={styles['sentence']}>
        <span className={styles['example']}>{text.readAloud}</span> {sentence}
      </p>
    </section>
  );
}
