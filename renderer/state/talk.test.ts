import { expect, test } from 'vitest';
import type { Client } from '#contract/client/client.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { manualClock } from '#tests/fixtures/manual-clock.ts';
import { createTalk } from './talk.ts';

function seat() {
  const clock = manualClock();
  const asked: { name: string; input: { press?: string; over?: boolean } }[] = [];
  let answer = (name: string): Outcome<unknown> => success(name === 'radio.talk' ? { untilMs: clock.now() + 60_000 } : {});
  let presses = 0;
  let tones = 0;
  const talk = createTalk({
    ask: ((name: string, input: object) => {
      asked.push({ name, input });
      return Promise.resolve(answer(name));
    }) as unknown as Client['ask'],
    newPress: () => `p${(presses += 1)}`,
    now: clock.now,
    after: clock.after,
    refuseTone: () => (tones += 1),
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return { clock, asked, talk, settle, tones: () => tones, answerWith: (next: typeof answer) => (answer = next), names: () => asked.map(({ name }) => name) };
}

test('a held key is confirmed four times a second, and a release is told at once', async () => {
  const { clock, talk, settle, names } = seat();
  talk.press(112);
  await settle();
  expect(talk.state.get()).toMatchObject({ kind: 'talking', talkgroup: 112, press: 'p1' });
  for (let quarter = 0; quarter < 4; quarter += 1) {
    clock.move(250);
    await settle();
  }
  talk.release();
  expect(names()).toEqual(['radio.talk', ...Array.from({ length: 4 }, () => 'radio.keep-talking'), 'radio.stop-talking']);
  clock.move(10_000);
  expect(names()).toHaveLength(6);
});

test('a key that is let go before the answer comes speaks not a moment', async () => {
  const { talk, settle, names } = seat();
  talk.press(112);
  talk.release();
  await settle();
  expect(talk.state.get()).toEqual({ kind: 'idle' });
  expect(names().at(-1)).toBe('radio.stop-talking');
});

test('a floor that is lost, or a station that does not answer, ends the press although the key is held', async () => {
  for (const lost of [failure('floor-lost', 'lost'), failure('no-answer', 'away')]) {
    const { clock, talk, settle, answerWith, tones, asked } = seat();
    talk.press(112);
    await settle();
    answerWith(() => lost);
    clock.move(250);
    await settle();
    expect(talk.state.get()).toMatchObject({ kind: 'refused', code: lost.code, canOverride: false });
    expect(tones()).toBe(1);
    const before = asked.length;
    clock.move(2_000);
    await settle();
    expect(asked).toHaveLength(before);
  }
});

test('a second press within a moment speaks over a radio, and not over another console', async () => {
  const { clock, asked, talk, settle, answerWith } = seat();
  answerWith(() => failure('radio-busy', 'P12 is speaking'));
  talk.press(112);
  await settle();
  clock.move(1_000);
  answerWith(() => failure('floor-busy', 'Sari is speaking'));
  talk.press(112);
  await settle();
  clock.move(1_000);
  talk.press(112);
  await settle();
  expect(asked.map(({ input }) => input.over)).toEqual([false, true, false]);
});

test('a refusal leaves the screen by itself', async () => {
  const { clock, talk, settle, answerWith } = seat();
  answerWith(() => failure('no-voice', 'none'));
  talk.press(112);
  await settle();
  clock.move(6_000);
  expect(talk.state.get()).toEqual({ kind: 'idle' });
});
