import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandExamples } from '#tests/fixtures/command-examples.ts';
import { listedStation, someAlarm, someUnit } from '#tests/fixtures/listed-station.ts';
import { rawWindow } from '#tests/fixtures/raw-window.ts';
import { success } from '#domain/outcome/outcome.ts';
import { commands, type CommandName } from '../commands.ts';
import { feeds } from '../feeds.ts';
import type { Handlers } from './serve.ts';

const commandNames = Object.keys(commands) as CommandName[];
/** As a hostile window may write it: prototype names are data on the wire. */
const wireText = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.constantFrom('{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}', '[[[[[[[[]]]]]]]]', '1e999', `"${'x'.repeat(70_000)}"`),
);
const anything = wireText.map((text): unknown => JSON.parse(text));
const name = fc.oneof(
  fc.constantFrom(...commandNames, ...Object.keys(feeds), '__proto__', 'constructor', 'valueOf', ''),
  fc.string({ maxLength: 80 }),
);
const smallNumber = fc.oneof(fc.nat(4), anything);

const message = fc.oneof(
  anything,
  fc.record({ kind: fc.constantFrom('hello', 'ask', 'subscribe', 'ack', 'unsubscribe', 'ping', 'welcome', '__proto__'), id: anything, number: anything }),
  fc.record({ kind: fc.constant('hello'), protocol: fc.oneof(fc.constant(1), anything), name: anything }),
  fc.record({ kind: fc.constant('ask'), requestId: fc.oneof(fc.string(), anything), name, input: anything }, { requiredKeys: ['kind'] }),
  fc.record(
    { kind: fc.constant('subscribe'), id: smallNumber, feed: name, parameters: fc.oneof(fc.constant({}), anything), after: smallNumber, tail: smallNumber },
    { requiredKeys: ['kind', 'id', 'feed', 'parameters'] },
  ),
  fc.record({ kind: fc.constant('subscribe'), id: fc.nat(4), feed: fc.constantFrom('units', 'alarms'), parameters: fc.constant({}) }),
  fc.record({ kind: fc.constant('ack'), id: smallNumber, number: smallNumber }),
  fc.record({ kind: fc.constant('unsubscribe'), id: smallNumber }),
);

function stationThatTakesEverything() {
  const taken: unknown[] = [];
  const handlers = Object.fromEntries(
    commandNames.map((command) => [
      command,
      (input: unknown) => {
        taken.push(input);
        return success(null);
      },
    ]),
  ) as unknown as Handlers;
  return { ...listedStation({ handlers }), taken };
}

test('no sequence of messages throws, is a defect or silences the port', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(message, { maxLength: 40 }), (greets, messages) => {
      const station = stationThatTakesEverything();
      const window = rawWindow(station.service, { greets });
      for (const each of messages) {
        window.say(each);
        station.units.put('a1', someUnit('a1'));
        station.alarms.append(someAlarm('x'));
      }
      expect(station.defects).toEqual([]);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      if (!greets) return;
      window.take();
      window.say({ kind: 'ping' });
      expect(window.take('pong')).toHaveLength(1);
    }),
    { seed: 112, numRuns: 1_500 },
  );
});

test.each(commandNames)('%s takes its example, and answers every other input without a defect', (command) => {
  const example: Record<string, unknown> = commandExamples[command];
  const station = stationThatTakesEverything();
  const window = rawWindow(station.service);
  const ask = (input: unknown): unknown => {
    window.say({ kind: 'ask', requestId: 'r', name: command, input });
    const answers = window.take();
    expect(answers).toHaveLength(1);
    return answers[0]?.['outcome'];
  };
  expect(ask(example)).toEqual({ ok: true, value: null });

  const keys = Object.keys(example);
  const oneWrong = fc.tuple(fc.constantFrom(...keys, '__proto__', 'extra'), anything).map(([key, value]) => ({ ...example, [key]: value }));
  const oneMissing = fc.constantFrom(...keys, 'extra').map((key) => Object.fromEntries(Object.entries(example).filter(([each]) => each !== key)));
  fc.assert(
    fc.property(fc.oneof(anything, oneWrong, oneMissing), (input) => {
      const before = station.taken.length;
      const outcome = ask(input) as { ok: boolean; code?: string; sentence?: string };
      expect(station.taken.length).toBe(outcome.ok ? before + 1 : before);
      if (outcome.ok) return;
      expect(outcome.code).toBe('invalid-input');
      expect(outcome.sentence?.startsWith(command)).toBe(true);
      expect(outcome.sentence?.length).toBeLessThanOrEqual(300);
    }),
    { seed: 112, numRuns: 150 },
  );
  expect(station.defects).toEqual([]);
});
