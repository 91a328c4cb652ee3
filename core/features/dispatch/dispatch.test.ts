import { expect, test } from 'vitest';
import { coreOnDisk } from '#tests/fixtures/core-on-disk.ts';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

const place = { text: 'Lenteng', latitude: -7.05, longitude: 113.8, radiusM: 200, islandId: 'madura', islandName: 'Madura', source: 'map' } as const;
const opened = { type: 'fire', priority: 1, place, note: '', callId: null } as const;

test("a site's own run card comes before the shipped one", async () => {
  const needsOf = async (more: object): Promise<readonly string[]> => {
    const seat = coreOnDisk({ dataDir: temporaryFolder(), profile: { ...smallProfileSource, ...more } }).seat();
    const { incidentId } = await seat.do('incident.open', opened);
    const { missing, lines } = await seat.do('dispatch.recommend', { incidentId });
    return [...missing.map(({ capability, reason }) => `${capability} ${reason}`), ...lines.flatMap(({ unitId, fills }) => (fills === null ? [] : [`${unitId} ${fills}`]))];
  };
  expect(await needsOf({})).toEqual(expect.arrayContaining(['fire-fighting none']));
  const runCards = [{ type: 'fire', priorities: [1], needs: [{ capability: 'patient-care', count: 2 }], helps: [], hospitalCare: 0 }];
  expect(await needsOf({ runCards })).toEqual(['p01 patient-care', 'p02 patient-care']);
});

test('several units are sent one after the other, and one is pre-alerted: it is told in the timeline and stays free', async () => {
  const seat = coreOnDisk({ dataDir: temporaryFolder() }).seat();
  const { incidentId } = await seat.do('incident.open', opened);
  const units = seat.follow('units', {});
  const timeline = seat.follow('timeline', { incidentId });
  await seat.do('dispatch.pre-alert', { incidentId, unitId: 'p03' });
  for (const unitId of ['p01', 'p02']) await seat.do('dispatch.send', { incidentId, unitId });
  expect(units.items().map(({ unitId, status, incidentId: on }) => [unitId, status, on])).toEqual([['p01', 'assigned', incidentId], ['p02', 'assigned', incidentId], ['p03', 'available', null]]);
  expect(JSON.stringify(timeline.items())).toContain('unit.pre-alerted');
  expect(await seat.ask('dispatch.pre-alert', { incidentId, unitId: 'gone' })).toMatchObject({ code: 'no-unit' });
  const { lines } = await seat.do('dispatch.recommend', { incidentId });
  expect(lines.find(({ unitId }) => unitId === 'p03')).toMatchObject({ sent: false, busy: false });
});
