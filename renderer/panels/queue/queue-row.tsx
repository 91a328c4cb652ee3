import { isDoubtful, isWaiting, waitedMs } from '#domain/calls/call-waiting.ts';
import { queueText } from '../../i18n/areas/queue.ts';
import { useText } from '../../i18n/use-text.ts';
import { useNow } from '../../state/use-now.ts';
import { isMuteOn } from '#domain/calls/number-mute.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { stopwatchText } from '../../ui/age-text.ts';
import { Badge, type Mark } from '../../ui/badge.tsx';
import { phoneText } from '../../ui/phone-text.ts';
import type { QueueRow as Row } from './queue-rows.ts';
import { waitingLevel, type WaitingLevel } from './waiting-level.ts';
import styles from './queue-panel.module.css';

const waitingMark: Readonly<Record<WaitingLevel, Mark>> = {
  fresh: { shape: 'ring', tone: 'plain' },
  amber: { shape: 'half', tone: 'amber' },
  red: { shape: 'triangle', tone: 'red' },
};

/** One call: state, number, name, how long. */
export function QueueRow({ row, answering }: { readonly row: Row; readonly answering: boolean }) {
  const text = useText(queueText);
  const words = useText(wordsText);
  const nowMs = useNow();
  const { call, kind } = row;
  const waited = waitedMs(call, nowMs);
  const level = kind === 'waiting' && !isDoubtful(call, nowMs) ? waitingLevel(waited) : null;
  const number = call.caller.e164 ?? call.caller.raw;
  return (
    <div className={styles['row']} data-kind={kind} data-level={level ?? undefined} data-released={(kind === 'waiting' && call.claim?.answeredBy != null) || undefined} data-reputation={call.standing?.reputation.level}>
      <span className={styles['state']}>
        {answering ? (
          <Badge mark={{ shape: 'half', tone: 'blue' }} word={text.answering} />
        ) : level !== null ? (
          <Badge mark={waitingMark[level]} word={text[level]} blinking={level === 'red'} />
        ) : (
          <Badge {...otherState(row, text, words)} />
        )}
      </span>
      <span className={styles['number']} data-hidden={number === null || undefined}>{number === null ? text.hiddenNumber : phoneText(number)}</span>
      <span className={styles['name']} title={call.historyIncomplete ? text.incomplete : undefined}>
        {[...numberNotes(row, text, words, nowMs), call.caller.name].filter((part) => part != null).join(' · ')}
      </span>
      <span className={styles['clock']}>{stopwatchText(nowMs - shownSinceMs(row))}</span>
    </div>
  );
}

/** What the clock of the row counts from: the wait, the talk, or the end. */
function shownSinceMs({ kind, call }: Row): number {
  switch (kind) {
    case 'waiting':
      return call.joinedAtMs;
    case 'mine':
    case 'elsewhere':
      return call.claim?.answeredAtMs ?? call.answeredAtMs ?? call.sinceMs;
    case 'urgent':
    case 'call-back':
    case 'closed':
    case 'gone':
      return call.endedAtMs ?? call.sinceMs;
  }
}

/** What is to be known of the call and its number beside its caller's name: who took it and never got it first. */
function numberNotes({ kind, call, group }: Row, text: (typeof queueText)['id'], words: (typeof wordsText)['id'], nowMs: number): readonly string[] {
  const { standing, claim } = call;
  const level = standing?.reputation.level;
  return [
    ...(claim?.answeredBy != null && kind === 'waiting' ? [text.released(claim.answeredBy)] : []),
    ...(standing?.mute != null && isMuteOn(standing.mute, nowMs) ? [text.ringMuted(stopwatchText(standing.mute.untilMs - nowMs))] : []),
    ...(level === 'junk' ? [text.junk] : level === 'doubtful' ? [text.doubtfulNumber] : []),
    ...(claim !== null && claim.complaintIds.length > 0 ? [words.complaint] : []),
    ...(group !== null && group.calls.length > 1 ? [text.again(group.calls.length)] : []),
  ];
}

function otherState({ kind, call, group }: Row, text: (typeof queueText)['id'], words: (typeof wordsText)['id']): { readonly mark: Mark; readonly word: string } {
  switch (kind) {
    case 'mine':
      if (isWaiting(call)) return { mark: { shape: 'half', tone: 'amber' }, word: text.unconfirmed };
      if (call.state === 'held') return { mark: { shape: 'half', tone: 'green' }, word: text.held };
      if (call.state === 'transferring') return { mark: { shape: 'forward', tone: 'green' }, word: text.transferring };
      return { mark: { shape: 'disc', tone: 'green' }, word: text.mine };
    case 'waiting':
      return { mark: { shape: 'half', tone: 'grey' }, word: text.doubtful };
    case 'elsewhere':
      return {
        mark: { shape: 'square', tone: 'grey' },
        word: text.elsewhere(call.claim?.answeredBy ?? call.agent ?? ''),
      };
    case 'urgent':
      return { mark: { shape: 'triangle', tone: 'red' }, word: text.urgent(group?.calls.length ?? 0) };
    case 'call-back':
      return { mark: { shape: 'back', tone: 'amber' }, word: group?.calledBack ? words.callBackOutcome[group.calledBack.outcome] : text['call-back'] };
    case 'closed':
      return { mark: { shape: 'bar', tone: 'grey' }, word: call.claim?.disposition ? words.callDisposition[call.claim.disposition] : text.gone };
    case 'gone':
      return { mark: { shape: 'cross', tone: 'grey' }, word: group?.calledBack ? words.callBackOutcome[group.calledBack.outcome] : text.gone };
  }
}
