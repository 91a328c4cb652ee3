import { incidentFormText } from '../../i18n/areas/incident-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { useLatest } from '../../state/use-latest.ts';
import { Age } from '../../ui/age.tsx';
import { Badge } from '../../ui/badge.tsx';
import { phoneText } from '../../ui/phone-text.ts';
import { Time } from '../../ui/time.tsx';
import styles from './incident-form-panel.module.css';

/** Which call the form is for. */
export function CallLine({ callId }: { readonly callId: string | null }) {
  const text = useText(incidentFormText);
  const calls = useLatest('calls');
  if (callId === null) return <p className={styles['call']}>{text.withoutCall}</p>;
  const call = calls.byKey.get(callId);
  const number = call?.caller.e164 ?? call?.caller.raw;
  const answeredAtMs = call?.claim?.answeredAtMs ?? null;
  return (
    <p className={styles['call']}>
      <Badge
        mark={call && call.endedAtMs === null ? { shape: 'disc', tone: 'green' } : { shape: 'cross', tone: 'grey' }}
        word={call && call.endedAtMs === null ? text.call : text.over}
      />
      <strong className={styles['number']}>{number == null ? text.noNumber : phoneText(number)}</strong>
      {call?.caller.name != null && <span className={styles['caller']}>{call.caller.name}</span>}
      {answeredAtMs !== null && (
        <span className={styles['answered']}>
          {text.answeredAt}{' '}
          <span className={styles['answeredTime']}>
            <Time atMs={answeredAtMs} /> ·{' '}
          </span>
          <Age sinceMs={answeredAtMs} />
        </span>
      )}
    </p>
  );
}
