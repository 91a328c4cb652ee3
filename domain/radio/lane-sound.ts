import { laneStateOf, type LaneChoices } from './lane-state.ts';

/** How loud a seat hears each lane, percent, by the lane's key; one that is not named is as loud as it comes. */
export type LaneVolumes = Readonly<Record<string, number>>;

/** Where a phone plays a talkgroup: in the ear, or from the loudspeaker on the desk. */
export const voicePlaces = ['headset', 'speaker'] as const;
export type VoicePlace = (typeof voicePlaces)[number];

/** The quietest is still heard: to silence a lane is an act of its own, and says so. */
const quietest = 10;
const loudest = 100;
export const volumeStep = 10;

export function volumeOf(volumes: LaneVolumes, laneKey: string): number {
  return volumes[laneKey] ?? loudest;
}

/** A lane at another volume, percent; what lies outside the range, or between two steps, is brought to the nearest step. */
export function withVolume(volumes: LaneVolumes, laneKey: string, percent: number): LaneVolumes {
  const step = Math.round(percent / volumeStep) * volumeStep;
  return { ...volumes, [laneKey]: Math.min(loudest, Math.max(quietest, step)) };
}

/** How a phone is to play a talkgroup: the one that is spoken on in the headset, the others from the desk, muted ones not at all. `volume`: 0 to 1. */
export function laneSound(choices: LaneChoices, volumes: LaneVolumes, talkgroup: number, speaksOn: number | undefined): { readonly volume: number; readonly place: VoicePlace } {
  const key = String(talkgroup);
  return { volume: laneStateOf(choices, key) === 'muted' ? 0 : volumeOf(volumes, key) / 100, place: talkgroup === speaksOn ? 'headset' : 'speaker' };
}
