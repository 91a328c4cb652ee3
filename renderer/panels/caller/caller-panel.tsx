import type { QueueCall } from '#domain/calls/call.ts';
import { compareWaiting } from '#domain/calls/call-waiting.ts';
import { wantsAnswer } from '#domain/calls/fold-claim.ts';
import { isMuteOn } from '#domain/calls/number-mute.ts';
import { callerText } from '../../i18n/areas/caller.ts';
import { useText } from '../../i18n/use-text.ts';
import { useDraftWorkspace } from '../../state/drafts-context.tsx';
import { useFace } from '../../state/use-face.ts';
import { useLatest } from '../../state/use-latest.ts';
import { useNow } from '../../state/use-now.ts';
import { stopwatchText } from '../../ui/age-text.ts';
import { Badge } from '../../ui/badge.tsx';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { CallBackCard } from './call-back-card.tsx';
import { CloseChoice } from './close-choice.tsx';
import { HistoryList } from './history-list.tsx';
import { LineState } from './line-state.tsx';
import { NumberLine } from './number-line.tsx';
import { SilentCard } from './silent-card.tsx';
import { useCallBack } from './use-call-back.ts';
import { useCloseCall } from './use-close-call.ts';
import { useHistory } from './use-history.ts';
import { useSilentCaller } from './use-silent-caller.ts';
import styles from './caller-panel.module.css';

/** Who calls: the caller of the form, else the one who rings longest. Their past, what is heard of them, and F7 to close the call. */
export function CallerPanel() {
  const text = useText(callerText);
  const calls = useLatest('calls');
  const face = useFace(calls);
  const nowMs = useNow();
  const { current: draft } = useDraftWorkspace();
  const formCall = draft.callId === null ? undefined : calls.byKey.get(draft.callId);
  const call = formCall ?? firstRinging(calls.byKey.values(), nowMs);
  const history = useHistory(call, formCall ? draft.place : null);
  const caller = useSilentCaller(formCall);
  const acts = useCloseCall(formCall, caller);
  const callingBack = useCallBack(calls.byKey.values());
  const mute = call?.standing?.mute ?? null;
  const fault = acts.fault ?? callingBack.fault;

  return (
    <PanelFrame
      name="caller"
      title={text.title}
      face={face}
      empty={call || callingBack.group ? undefined : { sentence: text.empty, hint: text.emptyHint }}
      actions={fault !== null && <Badge mark={{ shape: 'half', tone: 'amber' }} word={fault} />}
    >
      {callingBack.group ? (
        <CallBackCard group={callingBack.group} onOutcome={(outcome) => void callingBack.keep(outcome)} onLeave={callingBack.leave} />
      ) : (
        call && (
          <div className={styles['caller']} data-call={call.id}>
            <NumberLine call={call} history={history} />
            <div className={styles['heard']}>
              {mute !== null && isMuteOn(mute, nowMs) ? (
                <Badge mark={{ shape: 'half', tone: 'amber' }} word={text.ringMuted(stopwatchText(mute.untilMs - nowMs), mute.by)} />
              ) : (
                <LineState call={call} caller={caller} />
              )}
            </div>
            {caller?.isCardOpen ? <SilentCard caller={caller} /> : history && <HistoryList history={history} />}
            {formCall && (
              <div className={styles['close']}>
                <CloseChoice call={formCall} acts={acts} />
              </div>
            )}
          </div>
        )
      )}
    </PanelFrame>
  );
}

function firstRinging(calls: Iterable<QueueCall>, nowMs: number): QueueCall | undefined {
  return [...calls].filter((call) => wantsAnswer(call, nowMs)).sort(compareWaiting)[0];
}
