/** How a seat listens to a talkgroup: it speaks on the selected one, hears the monitored ones, and sees the muted ones. */
export const laneStates = ['monitored', 'selected', 'muted'] as const;
export type LaneState = (typeof laneStates)[number];

export type LaneChoices = Readonly<Record<string, LaneState>>;

export function laneStateOf(choices: LaneChoices, laneKey: string): LaneState {
  return choices[laneKey] ?? 'monitored';
}

/** The choices after the key was pressed on a lane: the states in turn. One lane is selected at most, since one speaks on one. */
export function turnLane(choices: LaneChoices, laneKey: string): LaneChoices {
  const now = laneStateOf(choices, laneKey);
  const next = laneStates[(laneStates.indexOf(now) + 1) % laneStates.length] ?? 'monitored';
  const others = next === 'selected' ? Object.fromEntries(Object.entries(choices).filter(([, state]) => state !== 'selected')) : choices;
  return { ...others, [laneKey]: next };
}
