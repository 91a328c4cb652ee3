import type { Transmission } from '#domain/radio/transmission.ts';
import type { Replay } from '#domain/recall/replay.ts';

export type Over = Pick<Transmission, 'talkgroup' | 'unitId' | 'alias' | 'radioId' | 'startedAtMs' | 'endedAtMs' | 'mergedInto'>;

type Known = {
  readonly talkgroups: readonly { readonly id: number; readonly name: string }[];
  readonly transmissions: readonly Over[];
  readonly callSignOf: (unitId: string) => string | undefined;
  readonly radioName: (radioId: number) => string;
};

/** Who is heard again, as well as it is known: of a call its label; of a talkgroup its name, and the speaker of the over that was on the air then. */
export function replayedName(replay: Pick<Replay, 'source' | 'beganAtMs' | 'durationS'>, known: Known): { readonly name: string; readonly speaker: string } {
  const { source, beganAtMs } = replay;
  if (source.kind === 'phone') return { name: source.label, speaker: '' };
  const name = known.talkgroups.find(({ id }) => String(id) === source.id)?.name ?? source.label;
  const untilMs = beganAtMs + replay.durationS * 1_000;
  const over = known.transmissions.findLast(
    (each) => String(each.talkgroup) === source.id && each.mergedInto === null && each.startedAtMs < untilMs && (each.endedAtMs ?? Infinity) > beganAtMs,
  );
  if (!over) return { name, speaker: '' };
  const callSign = over.unitId === null ? undefined : known.callSignOf(over.unitId);
  return { name, speaker: callSign ?? over.alias ?? (over.radioId === null ? '' : known.radioName(over.radioId)) };
}

/** Minutes and seconds. */
export function positionText(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
