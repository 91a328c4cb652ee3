import { expect, onTestFinished, test } from 'vitest';
import { floorTopic } from '#contract/records/floor-records.ts';
import type { HeardTalker, Talker } from '#domain/radio/floor.ts';
import type { Transmission } from '#domain/radio/transmission.ts';
import { repeatingClock } from '#tests/fixtures/repeating-clock.ts';
import { createFloors } from './floors.ts';

function station(id: string, kept = new Map<string, Transmission>()) {
  const clock = repeatingClock();
  const told: { topic: string; payload: string }[] = [];
  let heard: HeardTalker | null = null;
  const floors = createFloors({
    site: 'sumenep',
    station: id,
    talkgroups: [112, 113],
    clock,
    steadyMs: clock.now,
    heardOn: () => heard,
    keepTransmission: (transmission) => kept.set(transmission.id, transmission),
    openTransmissions: () => [...kept.values()].filter(({ endedAtMs }) => endedAtMs === null),
    publish: (topic, payload) => told.push({ topic, payload }),
  });
  onTestFinished(floors.close);
  const ask = (press: string, talkgroup = 112, over = false) => floors.ask(talkgroup, { press, station: id, seat: 'main', operator: `Petugas ${id}`, phone: id, maxTalkMs: 60_000, over });
  const talker = (talkgroup = 112): Talker | null => floors.feed.read(String(talkgroup))?.talker ?? null;
  return { clock, told, floors, kept, ask, talker, hearRadio: (next: HeardTalker | null) => (heard = next) };
}

const pass = (from: ReturnType<typeof station>, to: ReturnType<typeof station>): void => {
  for (const { topic, payload } of from.told.splice(0)) to.floors.hear(topic, new TextEncoder().encode(payload));
};

test('a window that hangs lets go after a second, and what was spoken is kept with its end', () => {
  const { clock, floors, ask, talker, kept } = station('S1');
  expect(ask('p1').ok).toBe(true);
  clock.move(700);
  expect(floors.keep('p1', 'main').ok).toBe(true);
  clock.move(900);
  expect(talker()?.press).toBe('p1');
  clock.move(200);
  expect(talker()).toBeNull();
  expect(floors.keep('p1', 'main')).toMatchObject({ ok: false, code: 'floor-lost' });
  expect(kept.get('console:S1:p1')).toMatchObject({ end: 'lost', durationMs: 1_700, talkgroup: 112, alias: 'Petugas S1' });
});

test('another window cannot keep or end a press', () => {
  const { floors, ask, talker } = station('S1');
  ask('p1');
  expect(floors.keep('p1', 'second').ok).toBe(false);
  floors.release('p1', 'second');
  expect(talker()?.press).toBe('p1');
  floors.release('p1', 'main');
  expect(talker()).toBeNull();
});

test('one microphone does not speak on two talkgroups', () => {
  const { ask } = station('S1');
  ask('p1', 112);
  expect(ask('p2', 113)).toMatchObject({ ok: false, code: 'speaking-elsewhere' });
});

test('a core that begins anew ends what the one before left open', () => {
  const kept = new Map<string, Transmission>();
  station('S1', kept).ask('p1');
  expect(kept.get('console:S1:p1')?.endedAtMs).toBeNull();
  station('S1', kept);
  expect(kept.get('console:S1:p1')).toMatchObject({ end: 'lost' });
});

test('other stations see who speaks, are refused meanwhile, and keep the same transmission once', () => {
  const one = station('S1');
  const other = station('S2');
  one.ask('p1');
  pass(one, other);
  expect(other.talker()).toMatchObject({ operator: 'Petugas S1', station: 'S1' });
  expect(other.ask('q1')).toMatchObject({ ok: false, code: 'floor-busy' });
  one.clock.move(400);
  other.clock.move(400);
  one.floors.release('p1', 'main');
  pass(one, other);
  expect(other.talker()).toBeNull();
  expect([...other.kept.values()]).toMatchObject([{ id: 'console:S1:p1', end: 'terminator' }]);
});

test('a station that falls silent in the middle of a press loses the floor everywhere', () => {
  const one = station('S1');
  const other = station('S2');
  one.ask('p1');
  pass(one, other);
  other.clock.move(1_100);
  expect(other.talker()).toBeNull();
  expect(other.ask('q1').ok).toBe(true);
});

test('messages of others are read or left: wrong station, wrong shape, too long, too old', () => {
  const one = station('S1');
  const other = station('S2');
  one.ask('p1');
  const payload = one.told[0]?.payload ?? '';
  const bytes = new TextEncoder();
  for (const [from, text] of [['S3', payload], ['S1', '{'], ['S1', 'null'], ['S1', `"${'x'.repeat(5_000)}"`], ['S1', payload.replace('"v":1', '"v":2')]] as const) {
    other.floors.hear(floorTopic('sumenep', from), bytes.encode(text));
  }
  expect(other.talker()).toBeNull();
  other.clock.move(60_000);
  other.floors.hear(floorTopic('sumenep', 'S1'), bytes.encode(payload));
  expect(other.talker()).toBeNull();
});

test('a radio that is heard is told to who presses', () => {
  const { ask, hearRadio } = station('S1');
  hearRadio({ name: 'P12', radioId: 5101212 });
  expect(ask('p1')).toMatchObject({ ok: false, code: 'radio-busy' });
  expect(ask('p2', 112, true).ok).toBe(true);
});
