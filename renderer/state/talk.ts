import type { Client } from '#contract/client/client.ts';
import { overrideWithinMs } from '#domain/radio/floor.ts';
import { createStore, type Store } from './store.ts';

/** One console presses to talk on one talkgroup at a time. */
export type TalkState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking'; readonly talkgroup: number; readonly press: string }
  | { readonly kind: 'talking'; readonly talkgroup: number; readonly press: string; readonly sinceMs: number; readonly untilMs: number }
  /** `canOverride` while a second press would speak over the radio that is heard. */
  | { readonly kind: 'refused'; readonly talkgroup: number; readonly code: string; readonly sentence: string; readonly atMs: number; readonly canOverride: boolean };

export type Talk = {
  readonly state: Store<TalkState>;
  press(talkgroup: number): void;
  release(): void;
};

const keepEveryMs = 250;
const askedForMs = 1_000;
/** A refusal stays on screen for this long. */
const refusalShownMs = 6_000;

/**
 * Push to talk in one window. The key is confirmed four times a second; when the station does not answer, or says that the floor is lost,
 * this press is over, whatever the finger does.
 */
export function createTalk(options: {
  ask: Client['ask'];
  newPress: () => string;
  now: () => number;
  after: (ms: number, run: () => void) => () => void;
  /** Heard by who pressed: not now. */
  refuseTone: () => void;
}): Talk {
  const { ask, now, after } = options;
  const state = createStore<TalkState>({ kind: 'idle' });
  let stopTimer = (): void => undefined;
  const set = (next: TalkState): void => {
    stopTimer();
    stopTimer = (): void => undefined;
    state.set(next);
  };
  const refuse = (talkgroup: number, { code, sentence }: { code: string; sentence: string }): void => {
    options.refuseTone();
    set({ kind: 'refused', talkgroup, code, sentence, atMs: now(), canOverride: code === 'radio-busy' });
    stopTimer = after(refusalShownMs, () => set({ kind: 'idle' }));
  };
  const isPress = (press: string): boolean => {
    const current = state.get();
    return 'press' in current && current.press === press;
  };
  const keep = (talkgroup: number, press: string): void => {
    stopTimer = after(keepEveryMs, () => {
      void ask('radio.keep-talking', { press }, { timeoutMs: askedForMs }).then((kept) => {
        if (!isPress(press)) return;
        if (kept.ok) keep(talkgroup, press);
        else refuse(talkgroup, kept);
      });
    });
  };
  return {
    state,
    press(talkgroup) {
      const before = state.get();
      if ('press' in before) return;
      const over = before.kind === 'refused' && before.canOverride && before.talkgroup === talkgroup && now() - before.atMs <= overrideWithinMs;
      const press = options.newPress();
      set({ kind: 'asking', talkgroup, press });
      void ask('radio.talk', { talkgroup, press, over }, { timeoutMs: askedForMs }).then((asked) => {
        // Let go before the answer came: whatever it was, nobody speaks.
        if (!isPress(press)) return asked.ok ? void ask('radio.stop-talking', { press }, { timeoutMs: askedForMs }) : undefined;
        if (!asked.ok) return refuse(talkgroup, asked);
        set({ kind: 'talking', talkgroup, press, sinceMs: now(), untilMs: asked.value.untilMs });
        return keep(talkgroup, press);
      });
    },
    release() {
      const current = state.get();
      if (!('press' in current)) return;
      set({ kind: 'idle' });
      void ask('radio.stop-talking', { press: current.press }, { timeoutMs: askedForMs });
    },
  };
}
