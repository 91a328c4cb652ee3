import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { grantedChannel, hostStatus, reflectorNode, reflectorStatus } from '#tests/fixtures/asked-answers.ts';
import { startDvmhost, startReflector, type Mood } from '#tests/fixtures/asked-programs.ts';
import { coreOnDisk } from '#tests/fixtures/core-on-disk.ts';
import { repeatingClock } from '#tests/fixtures/repeating-clock.ts';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

/** Who speaks from when to when, seconds after the start. */
type Over = { readonly channel: number; readonly radioId: number; readonly talkgroup: number; readonly fromS: number; readonly toS: number };
const stepMs = 100;
/** A look each second, and one that goes wrong delays the next by up to two. */
const lookMs = 1_500;
const delayedMs = 4_000;

function overs(): readonly Over[] {
  const made: Over[] = [];
  for (let index = 0; index < 12; index += 1) {
    const channel = 1 + (index % 3);
    made.push({ channel, radioId: 5_110_001 + index, talkgroup: index % 2 === 0 ? 112 : 119, fromS: 4 + index * 4 + channel, toS: 9.5 + index * 4 + channel });
  }
  return made;
}

async function site() {
  const clock = repeatingClock();
  const startMs = clock.now();
  const script = overs();
  const now = (): number => (clock.now() - startMs) / 1_000;
  const speaking = (channel: number): Over | undefined => script.find((over) => over.channel === channel && over.fromS <= now() && now() < over.toS);
  const channels = (): unknown => hostStatus([1, 2, 3].map((channel) => {
    const over = speaking(channel);
    return grantedChannel(channel, over ? { src: over.radioId, dst: over.talkgroup } : { tx: false, src: 0, dst: 0 });
  }));
  const nodes = (): unknown => reflectorStatus(Object.fromEntries([1, 2, 3].map((channel) => {
    const over = speaking(channel);
    return [`YB3SUM-${channel}`, reflectorNode(over ? { tg: 1_000 + over.talkgroup, isTalker: true, siglev: 55 } : {})];
  })));
  const host = await startDvmhost({ password: 'rahasia', pages: { '/status': channels } });
  const reflector = await startReflector(nodes);
  const { seat, troubles } = coreOnDisk({
    dataDir: temporaryFolder(),
    clock,
    secrets: { 'dvm-api': 'rahasia' },
    profile: {
      ...smallProfileSource,
      radios: [{ id: 5_110_001, unit: 'p01' }],
      sources: [
        { id: 'dvm', kind: 'dvmhost', url: host.url, passwordSecret: 'dvm-api', label: 'Trunking' },
        { id: 'svx', kind: 'svxlink', url: reflector.url },
      ],
    },
  });
  const sari = seat();
  const [heard, links, quarantine] = [sari.follow('transmissions', {}), sari.follow('links', {}), sari.follow('quarantine', {})];
  /** The clock goes on while no question is under way, so that an answer has all the time it needs. */
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) {
      if (host.underWay() + reflector.underWay() === 0) clock.move(stepMs);
      await sleep(1);
    }
    await sari.flow();
  };
  const untilS = (atS: number): Promise<void> => until(() => now() >= atS);
  const link = (id: string) => links.items().find((each) => each.id === id);
  return { host, reflector, script, startMs, until, untilS, heard, quarantine, link, troubles };
}

test('what two programs that are asked tell through refused tokens, cut and unreadable answers ends as what happened on the air', async () => {
  const { host, reflector, script, startMs, until, untilS, heard, quarantine, link, troubles } = await site();
  const accidents: readonly (readonly [atS: number, Mood | 'token'])[] = [[12, 'token'], [18, 'cut'], [26, 'garbage'], [34, 'hangs-up'], [40, 'token'], [44, 'huge']];
  for (const [atS, accident] of accidents) {
    await untilS(atS);
    const before = host.asked.length;
    if (accident === 'token') host.forgetTokens();
    else host.setMood(accident);
    await until(() => host.asked.length > before);
    host.setMood('well');
  }
  await untilS(Math.max(...script.map((over) => over.toS)) + 5);

  for (const { sourceId, group } of [{ sourceId: 'dvm', group: 0 }, { sourceId: 'svx', group: 1_000 }]) {
    const items = heard.items().filter((each) => each.sourceId === sourceId).sort((one, other) => one.startedAtMs - other.startedAtMs);
    expect(items.map(({ talkgroup, end }) => [talkgroup, end])).toEqual(script.map(({ talkgroup }) => [group + talkgroup, 'terminator']));
    items.forEach((each, index) => {
      const { fromS, toS, radioId, channel } = script[index] as Over;
      const lateMs = sourceId === 'dvm' ? delayedMs : lookMs;
      const [startedLateMs, endedLateMs] = [each.startedAtMs - startMs - fromS * 1_000, (each.endedAtMs ?? 0) - startMs - toS * 1_000];
      expect(Math.min(startedLateMs, endedLateMs)).toBeGreaterThanOrEqual(0);
      expect(Math.max(startedLateMs, endedLateMs)).toBeLessThanOrEqual(lateMs);
      expect([each.radioId, each.alias]).toEqual(sourceId === 'dvm' ? [radioId, null] : [null, `YB3SUM-${channel}`]);
    });
  }
  expect(heard.items().find((each) => each.radioId === 5_110_001)).toMatchObject({ unitId: 'p01', talkgroup: 112 });
  expect(host.asked.filter((each) => each === 'PUT /auth')).toHaveLength(3);
  expect([host.mostAtOnce(), reflector.mostAtOnce()]).toEqual([1, 1]);
  expect(link('dvm')).toMatchObject({ state: 'live', name: 'Trunking', rejected: 2 });
  expect(quarantine.items().map(({ reason }) => reason).sort()).toEqual(['larger than 262144 bytes', 'not JSON']);
  expect(troubles.join()).not.toMatch(/rahasia/);
});

test('a program that dies while somebody speaks leaves an over whose end was not heard, and is found again', async () => {
  const { host, untilS, heard, link } = await site();
  await untilS(8);
  expect(heard.items()).toContainEqual(expect.objectContaining({ sourceId: 'dvm', radioId: 5_110_001, endedAtMs: null }));
  await host.stop();
  await untilS(14);
  expect(link('dvm')).toMatchObject({ state: 'down', reason: expect.stringMatching(/^Nothing answers at /) as string });
  expect(heard.items().filter((each) => each.sourceId === 'dvm')).toMatchObject([{ radioId: 5_110_001, end: 'source-down', durationMs: null }]);
  await host.start();
  await untilS(22);
  expect(link('dvm')).toMatchObject({ state: 'live' });
  expect(heard.items()).toContainEqual(expect.objectContaining({ sourceId: 'dvm', radioId: 5_110_004, endedAtMs: null }));
});
