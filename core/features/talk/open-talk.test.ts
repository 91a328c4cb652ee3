import { expect, test } from 'vitest';
import { coreOnDisk } from '#tests/fixtures/core-on-disk.ts';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

test('what is spoken from a console is among the transmissions of every window, and still there for the core that comes after', async () => {
  const dataDir = temporaryFolder();
  const profile = { ...smallProfileSource, exercise: true, talkgroups: [{ id: 112, name: 'Komando' }] };
  const { core, seat, troubles } = coreOnDisk({ dataDir, profile });
  const [sari, budi] = [seat(), seat({ operator: 'Budi', seat: 'kursi 2' })];
  const heard = budi.follow('transmissions', {});
  await sari.do('radio.talk', { talkgroup: 112, press: 'p1' });
  await budi.flow();
  expect(heard.items()).toMatchObject([{ alias: 'Sari', talkgroup: 112, endedAtMs: null }]);
  expect(await budi.ask('radio.talk', { talkgroup: 112, press: 'p2' })).toMatchObject({ ok: false, code: 'floor-busy' });
  await sari.do('radio.stop-talking', { press: 'p1' });
  await budi.flow();
  expect(heard.items()).toMatchObject([{ alias: 'Sari', end: 'terminator' }]);
  await budi.do('radio.talk', { talkgroup: 112, press: 'p3' });
  await budi.flow();
  expect(heard.items()).toHaveLength(2);
  expect(troubles).toEqual([]);
  await core.close();
  const later = coreOnDisk({ dataDir, profile }).seat();
  const kept = later.follow('transmissions', {});
  await later.flow();
  expect(kept.items().map(({ alias, end }) => [alias, end])).toEqual([['Sari', 'terminator'], ['Budi', 'lost']]);
});
