import type { LineFact } from '#domain/calls/silent-caller.ts';
import type { Phone } from '#domain/phone/phone.ts';
import { isHeardBoth, isLive, type PhoneLine } from '#domain/phone/phone-line.ts';
import type { LineSource } from './line-source.ts';

/** A peak of the headset's sound above which somebody speaks. Noise counts as a voice: it only keeps the ghost key from closing for a while. */
const voiceFrom = 0.1;

export type PhoneLineSource = {
  readonly source: LineSource;
  /** Tells what is new in the phone's own account of itself. */
  take(phone: Phone | null, atMs: number): void;
};

/** What a seat's phone says of its lines, as facts about calls. */
export function createPhoneLineSource(can: { dial(number: string): void; hangUp(line: string): void }): PhoneLineSource {
  const listeners = new Map<string, Set<(fact: LineFact) => void>>();
  let known: Phone | null = null;
  const lineOf = (callId: string): PhoneLine | undefined => known?.lines.find((line) => line.callId === callId && isLive(line));

  return {
    source: {
      hears(callId) {
        const line = lineOf(callId);
        return line?.state === 'talking' && known?.host === 'up';
      },
      listen(callId, hear) {
        const ofCall = listeners.get(callId) ?? new Set();
        listeners.set(callId, ofCall.add(hear));
        return () => {
          ofCall.delete(hear);
          if (ofCall.size === 0) listeners.delete(callId);
        };
      },
      dial: can.dial,
      hangUp(callId) {
        const line = lineOf(callId);
        if (line) can.hangUp(line.id);
      },
    },
    take(phone, atMs) {
      const before = known;
      known = phone;
      for (const [callId, ofCall] of listeners) {
        const line = lineOf(callId);
        if (!phone || !line) continue;
        const facts = factsOf(before?.lines.find(({ id }) => id === line.id), line, phone, atMs);
        for (const fact of facts) for (const hear of ofCall) hear(fact);
      }
    },
  };
}

/** The headset carries one caller unless lines are joined; of several it cannot be said whose voice it is. */
function factsOf(before: PhoneLine | undefined, line: PhoneLine, { levels, lines }: Phone, atMs: number): readonly LineFact[] {
  const isAlone = isHeardBoth(line) && lines.filter(isHeardBoth).length === 1;
  const level = isAlone ? levels.speaker : 0;
  return [
    { kind: 'level', level, atMs },
    ...(level >= voiceFrom ? [{ kind: 'voice', atMs } as const] : []),
    ...newDigits(before?.digitsHeard ?? '', line.digitsHeard).map((digit): LineFact => ({ kind: 'digit', digit, atMs })),
  ];
}

/** The host keeps the newest digits only: what stood there before may have lost its beginning. */
function newDigits(before: string, now: string): readonly string[] {
  for (let start = 0; start <= before.length; start += 1) {
    const kept = before.slice(start);
    if (now.startsWith(kept)) return [...now.slice(kept.length)];
  }
  return [...now];
}
