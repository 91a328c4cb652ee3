import { idleRecorder, silentRecall, type Recall, type Recorder } from '../recall/replay.ts';
import type { VoicePlace } from '../radio/lane-sound.ts';
import type { PhoneLine } from './phone-line.ts';

export type RegistrationState = 'off' | 'registering' | 'registered' | 'failed';

/** A SIP server the phone may register at, in the profile's order. */
export type ProxyState = { readonly url: string; readonly state: 'standby' | 'connecting' | 'connected' | 'failed'; readonly sinceMs: number; readonly reason: string | null };

export type Registration = {
  readonly state: RegistrationState;
  readonly sinceMs: number;
  readonly reason: string | null;
  readonly proxies: readonly ProxyState[];
  /** Time of a question and its answer through the server; null before the first. */
  readonly roundTripMs: number | null;
};

export type AudioDevice = { readonly id: string; readonly label: string };

export type AudioDevices = {
  readonly inputs: readonly AudioDevice[];
  readonly outputs: readonly AudioDevice[];
  /** What is in use now: ids; null is the system's own choice. */
  readonly input: string | null;
  readonly output: string | null;
  /** Where it rings: a loudspeaker on the desk, so that a headset on the table does not keep a call unheard. */
  readonly ring: string | null;
  /** Where the talkgroups are heard that are not spoken on: a loudspeaker on the desk. */
  readonly speaker: string | null;
  /** A chosen device that went away, and when; null once it is back or another one was chosen. */
  readonly lost: { readonly label: string; readonly atMs: number } | null;
  /** Why there is no microphone; null while there is one. */
  readonly fault: string | null;
};

/** Loudness as a share of full scale, 0 to 1. */
export type AudioLevels = { readonly microphone: number; readonly speaker: number; readonly ring: number };

/** The ring of the seat. `isQuiet`: somebody silenced it here; `fault`: why it cannot sound. */
export type PhoneRing = { readonly isRinging: boolean; readonly isQuiet: boolean; readonly isTest: boolean; readonly fault: 'locked' | 'failed' | null };

export type SelfTest = {
  readonly isOn: boolean;
  /** The loudest the microphone was in the last test; null before the first. */
  readonly peak: number | null;
  readonly endedAtMs: number | null;
};

/** The sound of one talkgroup, which the phone keeps up by itself. */
export type VoiceLine = {
  readonly talkgroup: number;
  readonly state: 'down' | 'calling' | 'up';
  readonly sinceMs: number;
  readonly reason: string | null;
  /** The press by which the microphone is open towards it now. */
  readonly onAir: string | null;
  /** How loud it is heard, 0 to 1. */
  readonly volume: number;
  readonly place: VoicePlace;
};

/** What a host says of itself, as often as it changes. */
export type PhoneStatus = {
  readonly registration: Registration;
  readonly devices: AudioDevices;
  readonly levels: AudioLevels;
  readonly ring: PhoneRing;
  readonly selfTest: SelfTest;
  /** Live lines, and those that ended a moment ago. */
  readonly lines: readonly PhoneLine[];
  readonly voiceLines: readonly VoiceLine[];
  readonly recall: Recall;
  readonly recorder: Recorder;
};

/** A softphone as the panels see it. */
export type Phone = PhoneStatus & {
  readonly id: string;
  /** `away`: the host is not heard of; what is shown is what it said last. */
  readonly host: 'up' | 'away';
  readonly heardAtMs: number | null;
};

export const silentStatus: PhoneStatus = {
  registration: { state: 'off', sinceMs: 0, reason: null, proxies: [], roundTripMs: null },
  devices: { inputs: [], outputs: [], input: null, output: null, ring: null, speaker: null, lost: null, fault: null },
  levels: { microphone: 0, speaker: 0, ring: 0 },
  ring: { isRinging: false, isQuiet: false, isTest: false, fault: null },
  selfTest: { isOn: false, peak: null, endedAtMs: null },
  lines: [],
  voiceLines: [],
  recall: silentRecall,
  recorder: idleRecorder,
};
