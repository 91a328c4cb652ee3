import type { QueueCall } from '#domain/calls/call.ts';
import { callerNumber } from '#domain/calls/caller-number.ts';
import type { CallHistory } from '#contract/records/call-records.ts';
import type { ReputationLevel } from '#domain/calls/reputation.ts';
import { callerText, reputationText } from '../../i18n/areas/caller.ts';
import { useText } from '../../i18n/use-text.ts';
import { usePreference } from '../../state/preferences.ts';
import { useNow } from '../../state/use-now.ts';
import { coarseAgeText } from '../../ui/age-text.ts';
import { Badge, type Mark } from '../../ui/badge.tsx';
import { phoneText } from '../../ui/phone-text.ts';
import styles from './caller-panel.module.css';

const levelMark: Readonly<Record<ReputationLevel, Mark>> = {
  plain: { shape: 'ring', tone: 'plain' },
  trusted: { shape: 'disc', tone: 'green' },
  doubtful: { shape: 'half', tone: 'grey' },
  junk: { shape: 'bar', tone: 'grey' },
};

/** Who calls, what is thought of the number, and why. */
export function NumberLine({ call, history }: { readonly call: QueueCall; readonly history: CallHistory | null }) {
  const text = useText(callerText);
  const { level, reason } = useText(reputationText);
  const language = usePreference('language');
  const nowMs = useNow();
  const number = callerNumber(call.caller);
  const reputation = (call.standing ?? history?.standing)?.reputation;
  const why = reputation?.reasons.map(({ kind, count, lastAtMs }) => `${count}× ${reason[kind]}, ${text.last(coarseAgeText(nowMs - lastAtMs, language))}`) ?? [];
  const past = history === null ? text.reading : history.earlier === 0 ? text.firstCall : text.earlier(history.earlier, history.abandoned);
  const sentence = [number === null ? null : past, ...why].filter((part) => part !== null).join(' · ');
  return (
    <>
      <p className={styles['who']}>
        <strong className={styles['number']}>{number === null ? text.noNumber : phoneText(number)}</strong>
        {reputation && reputation.level !== 'plain' && <Badge mark={levelMark[reputation.level]} word={level[reputation.level]} />}
      </p>
      <p className={styles['why']} title={sentence}>
        {sentence}
      </p>
    </>
  );
}
