/** How a seat listens to a talkgroup: it speaks on the selected one, hears the monitored ones, and only sees the muted ones. */
export const laneStates = ['monitored', 'selected', 'muted'] as const;
export type LaneState = (typeof laneStates)[number];

/** By the key of the lane; a lane that is not named is monitored. */
export type LaneChoices = Readonly<Record<string, LaneState>>;

export function laneStateOf(choices: LaneChoices, laneKey: string): LaneState {
  return choices[laneKey] ?? 'monitored';
}

/** Mutes a lane, or lets a muted one be heard again. The one that is spoken on elsewhere stays the one. */
export function muteLane(choices: LaneChoices, laneKey: string): LaneChoices {
  return { ...choices, [laneKey]: laneStateOf(choices, laneKey) === 'muted' ? 'monitored' : 'muted' };
}

/** One lane is selected at most, since one speaks on one; selecting a muted one lets it be heard. */
export function selectLane(choices: LaneChoices, laneKey: string): LaneChoices {
  return { ...Object.fromEntries(Object.entries(choices).filter(([, state]) => state !== 'selected')), [laneKey]: 'selected' };
}

/** The talkgroup that the seat speaks on: the selected one; without one, the profile's first that is heard. Undefined where nothing is heard. */
export function spokenOn<Talkgroup extends { readonly id: number }>(choices: LaneChoices, talkgroups: readonly Talkgroup[]): Talkgroup | undefined {
  const stateOf = ({ id }: Talkgroup): LaneState => laneStateOf(choices, String(id));
  return talkgroups.find((each) => stateOf(each) === 'selected') ?? talkgroups.find((each) => stateOf(each) !== 'muted');
}
