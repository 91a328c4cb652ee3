import type { QueueCall } from '#domain/calls/call.ts';
import { isSilent, type SilentCaller } from '#domain/calls/silent-caller.ts';
import { callerText } from '../../i18n/areas/caller.ts';
import { useText } from '../../i18n/use-text.ts';
import { useNow } from '../../state/use-now.ts';
import { stopwatchText } from '../../ui/age-text.ts';
import { Badge } from '../../ui/badge.tsx';
import styles from './caller-panel.module.css';

/** Whether the caller is heard: a meter, and while nobody speaks what to say to them. */
export function LineState({ call, caller }: { readonly call: QueueCall; readonly caller: SilentCaller | null }) {
  const text = useText(callerText);
  const nowMs = useNow();
  if (call.endedAtMs !== null || call.claim?.answeredAtMs == null) return null;
  if (caller === null) return <Badge mark={{ shape: 'bar', tone: 'grey' }} word={text.notHeard} />;
  const silentMs = nowMs - (caller.voiceAtMs ?? caller.answeredAtMs);
  return (
    <>
      <meter className={styles['meter']} min={0} max={1} value={caller.level} aria-label={text.meter} />
      {isSilent(caller, nowMs) ? (
        <Badge mark={{ shape: 'half', tone: 'amber' }} word={text.silent(stopwatchText(silentMs))} />
      ) : caller.voiceAtMs === null ? (
        <Badge mark={{ shape: 'ring', tone: 'grey' }} word={text.listening} />
      ) : (
        <Badge mark={{ shape: 'disc', tone: 'green' }} word={text.speaking} />
      )}
    </>
  );
}
