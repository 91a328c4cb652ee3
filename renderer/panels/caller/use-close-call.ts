import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { CallDisposition } from '#domain/calls/call-disposition.ts';
import type { QueueCall } from '#domain/calls/call.ts';
import { isMuteOn } from '#domain/calls/number-mute.ts';
import type { Outcome } from '#domain/outcome/outcome.ts';
import { isGhostLocked, type SilentCaller } from '#domain/calls/silent-caller.ts';
import { callerText } from '../../i18n/areas/caller.ts';
import { useText } from '../../i18n/use-text.ts';
import { useChangeDraft, useDraftWorkspace } from '../../state/drafts-context.tsx';
import { useLineSource } from '../../state/line-source.ts';
import { useAct } from '../../state/use-act.ts';
import { useNow } from '../../state/use-now.ts';
import { useStation } from '../../state/station-context.tsx';

export type CallActs = {
  readonly close: (call: QueueCall, disposition: CallDisposition) => Promise<void>;
  /** Silences the number's ring for so many minutes, 120 at most. */
  readonly mute: (minutes: number) => Promise<void>;
  readonly unmute: () => Promise<void>;
  readonly isMuted: boolean;
  readonly fault: string | null;
};

/** Closing the call the form is for, and the ring of its number. A digit or a voice lets a muted number ring again. */
export function useCloseCall(call: QueueCall | undefined, caller: SilentCaller | null): CallActs {
  const text = useText(callerText);
  const act = useAct();
  const changeDraft = useChangeDraft();
  const { hangUp } = useLineSource();
  const { clock } = useStation();
  const { current: draft } = useDraftWorkspace();
  const formCallId = useRef(draft.callId);
  useLayoutEffect(() => {
    formCallId.current = draft.callId;
  });
  const nowMs = useNow();
  const [refused, setRefused] = useState<{ readonly callId: string; readonly why: 'sign' | { readonly sentence: string } } | null>(null);
  const standing = call?.standing ?? null;
  const isMuted = standing?.mute != null && isMuteOn(standing.mute, nowMs);
  const mutedNumber = isMuted ? standing.number : null;
  const signAtMs = caller?.lockedUntilMs ?? 0;
  useEffect(() => {
    if (signAtMs > 0 && mutedNumber !== null) void act('number.unmute', { number: mutedNumber });
  }, [act, signAtMs, mutedNumber]);

  async function decideRing(decide: (number: string) => Promise<Outcome<unknown>>): Promise<void> {
    if (standing === null || !call) return;
    setRefused(null);
    const outcome = await decide(standing.number);
    if (!outcome.ok) setRefused({ callId: call.id, why: { sentence: outcome.sentence } });
  }
  const isLocked = caller !== null && isGhostLocked(caller, nowMs);
  const why = refused !== null && refused.callId === call?.id ? refused.why : null;
  const fault = why === 'sign' ? (isLocked ? text.locked : null) : (why?.sentence ?? null);
  return {
    fault,
    isMuted,
    async close({ id }, disposition) {
      if (disposition === 'ghost' && caller && isGhostLocked(caller, clock.nowMs())) return setRefused({ callId: id, why: 'sign' });
      setRefused(null);
      const outcome = await act('call.close', { callId: id, disposition });
      if (!outcome.ok) return setRefused({ callId: id, why: { sentence: outcome.sentence } });
      hangUp?.(id);
      // What was typed is parked, not lost.
      if (formCallId.current === id) changeDraft({ kind: 'park' });
    },
    mute: (minutes) => decideRing((number) => act('number.mute', { number, minutes, reason: text.muteReason })),
    unmute: () => decideRing((number) => act('number.unmute', { number })),
  };
}
