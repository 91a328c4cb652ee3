import { isWaiting } from '#domain/calls/call-waiting.ts';
import { useMemo } from 'react';
import { BellOff, Bell } from 'lucide-react';
import { queueText } from '../../i18n/areas/queue.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { useSite } from '../../state/site-context.tsx';
import { useFace } from '../../state/use-face.ts';
import { useLatest } from '../../state/use-latest.ts';
import { useRingingLine } from '../../state/use-phone.ts';
import { useNow } from '../../state/use-now.ts';
import { useSeatRing } from '../../state/ring-context.tsx';
import { Button } from '../../ui/button.tsx';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { oldestWaiting, queueRows } from './queue-rows.ts';
import { QueueCounts } from './queue-counts.tsx';
import { QueueNotices } from './queue-notices.tsx';
import { QueueRow } from './queue-row.tsx';
import { useAnswer } from './use-answer.ts';
import styles from './queue-panel.module.css';

/** Every call that wants or wanted a person. F1 answers the one that waits longest. */
export function QueuePanel() {
  const text = useText(queueText);
  const calls = useLatest('calls');
  const face = useFace(calls);
  const { station } = useSite();
  const nowMs = useNow();
  const ring = useSeatRing();
  const { answer, answerLine, answering, fault } = useAnswer();
  const rows = useMemo(() => queueRows(calls.byKey.values(), station.id, nowMs), [calls.byKey, station.id, nowMs]);
  const waiting = rows.filter((row) => row.kind === 'waiting' && row.call.id !== answering);
  const oldest = oldestWaiting(waiting);
  const line = useRingingLine();
  // What rings in the operator's own ear comes first.
  const onLine = line && rows.find(({ call }) => call.id === line.callId && isWaiting(call))?.call;
  const next = onLine ?? oldest;
  useAction('answer', line && !onLine ? () => void answerLine(line) : next ? () => void answer(next) : null);
  useAction('mute', () => ring.quiet(!ring.isQuiet));

  return (
    <PanelFrame
      name="queue"
      title={text.title}
      count={waiting.length}
      face={face}
      focusAction="focus-queue"
      empty={
        rows.length > 0
          ? undefined
          : face.kind === 'off'
            ? { sentence: text.noSource }
            : { sentence: text.empty, hint: text.emptyHint }
      }
      actions={
        <Button look="quiet" pressed={ring.isQuiet} label={ring.isQuiet ? text.unmute : text.mute} onPress={() => ring.quiet(!ring.isQuiet)}>
          {ring.isQuiet ? <BellOff size={14} aria-hidden /> : <Bell size={14} aria-hidden />}
        </Button>
      }
      notices={
        <>
          <QueueNotices ring={ring} fault={fault} />
          <QueueCounts />
        </>
      }
    >
      <div className={styles['list']}>
        <VirtualList
          label={text.list}
          items={rows}
          keyOf={(row) => row.call.id}
          rowHeight={48}
          onActivate={(row) => void answer(row.call)}
          renderRow={(row) => <QueueRow row={row} answering={row.call.id === answering} />}
        />
      </div>
    </PanelFrame>
  );
}
