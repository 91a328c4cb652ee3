import { describe, expect, test } from 'vitest';
import type { Message } from '#domain/facts/fact.ts';
import { applyRadioSignal, closeStale, noOvers } from '#domain/radio/overs.ts';
import type { Transmission } from '#domain/radio/transmission.ts';
import { dialects, messagesOf, scenes } from '#tests/fixtures/radio-scenes.ts';
import { decodeMmdvm } from './decode-mmdvm.ts';

const timeoutMs = 180_000;

/** Everything that was ever told of a transmission, newest last, after the time when nothing may be open any more. */
function replay(messages: readonly Message[]): Transmission[] {
  const known = new Map<string, Transmission>();
  const keep = (changed: readonly Transmission[]): void => {
    for (const over of changed) {
      expect(over.durationMs ?? 0).toBeGreaterThanOrEqual(0);
      if (over.endedAtMs !== null) expect(over.endedAtMs).toBeGreaterThanOrEqual(over.startedAtMs);
      expect(over.end === null).toBe(over.endedAtMs === null);
      known.set(over.id, over);
    }
  };
  let open = noOvers;
  for (const message of messages) {
    const decoded = decodeMmdvm(message, { sourceId: 'kalianget' });
    if (!decoded.ok) throw new Error(decoded.reason);
    for (const fact of decoded.facts) {
      if (fact.kind !== 'radio') continue;
      const change = applyRadioSignal(open, fact.signal, timeoutMs);
      open = change.open;
      keep(change.changed);
    }
  }
  const lastMs = messages.at(-1)?.receivedAtMs ?? 0;
  const stale = closeStale(open, lastMs + timeoutMs + 5_001, () => timeoutMs);
  keep(stale.changed);
  expect(stale.open.open).toEqual([]);
  for (const over of known.values()) expect(over.endedAtMs).not.toBeNull();
  return [...known.values()];
}

/** What a person would see of it; when something was last heard moves with every repetition. */
const seen = (overs: readonly Transmission[]) =>
  overs.map((over) => ({ ...over, lastHeardAtMs: 0, signalGone: false })).sort((one, other) => (one.id < other.id ? -1 : 1));
const talkers = (overs: readonly Transmission[]) => new Set(overs.map((over) => over.radioId).filter((id) => id !== null));
const swapped = (messages: readonly Message[], index: number): Message[] => {
  const copy = [...messages];
  const [one, other] = [copy[index], copy[index + 1]];
  if (one && other) {
    // The later one overtakes: both arrive when the first was due.
    copy[index] = { ...other, receivedAtMs: one.receivedAtMs };
    copy[index + 1] = { ...one, receivedAtMs: other.receivedAtMs };
  }
  return copy;
};

describe.each(dialects)('the scenes in the dialect of %s', (dialect) => {
  test.each(Object.entries(scenes))('%s: no loss of one message leaves anything open or impossible', (_name, scene) => {
    const messages = messagesOf(scene, dialect);
    messages.forEach((_, index) => replay(messages.filter((__, other) => other !== index)));
  });

  test.each(Object.entries(scenes))('%s: a message that comes twice changes nothing', (_name, scene) => {
    const messages = messagesOf(scene, dialect);
    const once = seen(replay(messages));
    messages.forEach((message, index) => {
      const twice = seen(replay([...messages.slice(0, index), message, message, ...messages.slice(index + 1)]));
      expect({ index, overs: twice }).toEqual({ index, overs: once });
    });
  });

  test.each(Object.entries(scenes))('%s: neighbours that change places lose no talker and open no further over', (_name, scene) => {
    const messages = messagesOf(scene, dialect);
    const right = replay(messages);
    messages.slice(1).forEach((_, index) => {
      const overs = replay(swapped(messages, index));
      expect(talkers(overs)).toEqual(talkers(right));
      if (dialect !== 'untimed') expect({ index, overs: overs.length }).toEqual({ index, overs: right.length });
    });
  });

  test.each(Object.entries(scenes))('%s: two seconds without the broker leave nothing open or impossible', (_name, scene) => {
    const messages = messagesOf(scene, dialect);
    for (const { receivedAtMs: fromMs } of messages) replay(messages.filter(({ receivedAtMs }) => receivedAtMs < fromMs || receivedAtMs >= fromMs + 2_000));
  });

  test('all read the same', () => {
    for (const scene of Object.values(scenes)) {
      const facts = (of: (typeof dialects)[number]) =>
        replay(messagesOf(scene, of)).map(({ radioId, talkgroup, privateCallTo, alias, kind, end, emergency, durationMs }) => ({ radioId, talkgroup, privateCallTo, alias, kind, end, emergency, durationMs }));
      expect(facts(dialect)).toEqual(facts('2026-06'));
    }
  });
});
