import type { Client } from '#contract/client/client.ts';
import type { SipAccount } from '#contract/records/phone-records.ts';
import type { VoiceLine } from '#domain/phone/phone.ts';
import type { VoicePlace } from '#domain/radio/lane-sound.ts';
import type { LineSound } from './line-sound.ts';
import type { RecallDesk } from './recall/recall-desk.ts';
import { listenToTalkgroup } from './recording/record-overs.ts';
import type { RecordingDesk } from './recording/recording-desk.ts';
import type { SipCall, SipEngine } from './sip-engine.ts';
import type { SoundDesk } from './sound-desk.ts';
import { createTalkGuard } from './talk-guard.ts';

/** A voice line that ended is called again after this long, at random within twice the time, longer while it fails. */
const callAgainMs = { shortest: 1_000, longest: 15_000 };

type Held = { readonly talkgroup: number; readonly target: string; line: VoiceLine; call: SipCall | null; sound: LineSound | null; unlisten: () => void; failures: number };

export type VoiceLines = {
  all(): readonly VoiceLine[];
  /** The SIP server is there: what is down is called. */
  begin(): void;
  /** How loud a talkgroup is, 0 to 1, and where it is heard. */
  setSound(talkgroup: number, volume: number, place: VoicePlace): boolean;
  /** The loudspeaker of those that are not in the headset. */
  useSpeaker(deviceId: string): void;
};

/**
 * The sound of the talkgroups: a line each to the talkgroup's conference or radio gateway, kept up for as long as the phone lives. The
 * microphone goes to it only while the station confirms a press of this seat.
 */
export function createVoiceLines(options: { client: Client; account: SipAccount; engine: () => SipEngine; desk: SoundDesk; recall: Pick<RecallDesk, 'listen'>; recordings: RecordingDesk | null; now: () => number; changed: () => void }): VoiceLines {
  const { account, desk, now } = options;
  const lines = new Map<number, Held>(
    account.voice.map(({ talkgroup, target }) => [
      talkgroup,
      { talkgroup, target, call: null, sound: null, unlisten: () => undefined, failures: 0, line: { talkgroup, state: 'down', sinceMs: now(), reason: null, onAir: null, volume: 1, place: 'headset' } },
    ]),
  );
  let speaker = '';
  const set = (held: Held, change: Partial<VoiceLine>): void => {
    held.line = { ...held.line, ...change };
    options.changed();
  };
  const guard = createTalkGuard({
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    open(talkgroup) {
      const held = lines.get(talkgroup);
      if (held?.line.state !== 'up') return;
      held.sound?.speak(true);
      desk.permitTone();
      set(held, { onAir: guard.onAir(talkgroup) });
    },
    close(talkgroup) {
      const held = lines.get(talkgroup);
      held?.sound?.speak(false);
      if (held) set(held, { onAir: null });
    },
  });

  const end = (held: Held, reason: string): void => {
    guard.release(held.talkgroup);
    held.unlisten();
    if (held.sound) desk.closeLine(held.sound);
    held.call = null;
    held.sound = null;
    held.failures += 1;
    set(held, { state: 'down', sinceMs: now(), reason: reason.slice(0, 300), onAir: null });
    const waitMs = Math.min(callAgainMs.longest, callAgainMs.shortest * 2 ** Math.min(held.failures - 1, 6));
    setTimeout(() => call(held), waitMs * (1 + Math.random()));
  };
  const call = (held: Held): void => {
    if (held.call !== null || !options.engine().isConnected()) return;
    const sound = desk.openLine('radio');
    sound.speak(false);
    applySound(held, sound);
    held.sound = sound;
    held.unlisten = listenToTalkgroup({ talkgroup: held.talkgroup, node: sound.legs.caller, recall: options.recall, recordings: options.recordings, now });
    set(held, { state: 'calling', sinceMs: now() });
    options.engine().call(held.target, sound.outgoing, (made) => {
      held.call = made;
      return {
        progressed: () => undefined,
        answered() {
          held.failures = 0;
          set(held, { state: 'up', sinceMs: now(), reason: null });
        },
        held: () => undefined,
        digits: () => undefined,
        connection: (connection) => sound.hear(connection),
        ended(_by, cause) {
          if (held.call === made) end(held, cause);
        },
      };
    });
  };
  const applySound = ({ line }: Held, sound: LineSound): void => {
    sound.setVolume(line.volume);
    sound.pinOutput(line.place === 'headset' ? null : speaker);
  };

  options.client.follow('floors', {}, ({ changed: floors, snapshot, removed }) => {
    for (const { talkgroup, talker } of floors) {
      if (talker?.phone === account.phone) guard.confirm(talkgroup, talker.press, talker.keptAtMs);
      else guard.release(talkgroup);
    }
    const gone = snapshot ? [...lines.keys()].filter((talkgroup) => !floors.some((floor) => floor.talkgroup === talkgroup)) : removed.map(Number);
    for (const talkgroup of gone) guard.release(talkgroup);
  });

  return {
    all: () => [...lines.values()].map(({ line }) => line),
    begin() {
      for (const held of lines.values()) call(held);
    },
    useSpeaker(deviceId) {
      speaker = deviceId;
      for (const held of lines.values()) if (held.sound) applySound(held, held.sound);
    },
    setSound(talkgroup, volume, place) {
      const held = lines.get(talkgroup);
      if (!held) return false;
      set(held, { volume, place });
      if (held.sound) applySound(held, held.sound);
      return true;
    },
  };
}
