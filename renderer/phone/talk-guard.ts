import { keepAliveMs } from '#domain/radio/floor.ts';

export type TalkGuard = {
  /** The station says that this press has the floor of a talkgroup, confirmed last at `keptAtMs` by its clock. */
  confirm(talkgroup: number, press: string, keptAtMs: number): void;
  /** Nobody of this phone has the floor of this talkgroup. */
  release(talkgroup: number): void;
  /** The press for which the microphone is open towards a talkgroup; null where it is closed. */
  onAir(talkgroup: number): string | null;
};

type Press = { readonly press: string; keptAtMs: number; isOpen: boolean; stop: () => void };

/**
 * The last guard against a transmitter that sticks: a microphone is open for as long as the station confirms the press anew, and closes
 * by itself a second after it did last, whatever has died in between. A press that was closed never opens again.
 */
export function createTalkGuard(options: { after: (ms: number, run: () => void) => () => void; open: (talkgroup: number) => void; close: (talkgroup: number) => void }): TalkGuard {
  const presses = new Map<number, Press>();
  const close = (talkgroup: number): void => {
    const press = presses.get(talkgroup);
    press?.stop();
    if (!press?.isOpen) return;
    press.isOpen = false;
    options.close(talkgroup);
  };
  return {
    confirm(talkgroup, name, keptAtMs) {
      const before = presses.get(talkgroup);
      if (before?.press === name) {
        if (!before.isOpen || keptAtMs <= before.keptAtMs) return;
        before.keptAtMs = keptAtMs;
        before.stop();
        before.stop = options.after(keepAliveMs, () => close(talkgroup));
        return;
      }
      close(talkgroup);
      presses.set(talkgroup, { press: name, keptAtMs, isOpen: true, stop: options.after(keepAliveMs, () => close(talkgroup)) });
      options.open(talkgroup);
    },
    release: close,
    onAir(talkgroup) {
      const press = presses.get(talkgroup);
      return press?.isOpen ? press.press : null;
    },
  };
}
