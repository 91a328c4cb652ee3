import { expect, test } from 'vitest';
import { openStationDatabase } from '#core/db/open-station-database.ts';
import { startHeadlessStation } from '#tests/fixtures/headless-station.ts';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

/** The report of faults and the night may ask for more. */
const kills = Number(process.env['SIAGA_KILLS'] ?? 20);
const commandsPerSecond = 300;
const place = { text: 'Lenteng', latitude: null, longitude: null, radiusM: null, islandId: null, islandName: null, source: 'spoken' } as const;

test(`row 1: kill -9 of core ${kills} times under ${commandsPerSecond} commands a second loses no acknowledged act`, { timeout: 60_000 + kills * 6_000 }, async () => {
  const dataDir = temporaryFolder();
  const acknowledged = new Set<string>();
  let asked = 0;
  for (let round = 0; round < kills; round += 1) {
    const station = await startHeadlessStation({ dataDir, profile: smallProfileSource });
    const client = await station.client();
    const lifeMs = 100 + ((round * 37) % 200);
    const startedAtMs = performance.now();
    let incidentId: string | null = null;
    const opened = await client.ask('incident.open', {
      type: 'medical',
      priority: 1,
      place,
      note: `round ${round}`,
      callId: null,
    });
    if (opened.ok) incidentId = opened.value.incidentId;
    let sentHere = 0;
    while (incidentId !== null && performance.now() - startedAtMs < lifeMs) {
      const due = Math.floor(((performance.now() - startedAtMs) * commandsPerSecond) / 1_000);
      for (; sentHere < due; sentHere += 1) {
        const text = `act ${asked}`;
        asked += 1;
        void client.ask('incident.note', { incidentId, text }).then((answer) => {
          if (answer.ok) acknowledged.add(text);
        });
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await station.kill();
    client.close();
  }
  const kept = notesOnDisk(dataDir);
  expect([...acknowledged].filter((text) => !kept.has(text))).toEqual([]);
  expect(acknowledged.size).toBeGreaterThan(kills * 10);
});

test('a ticket that was answered is on disk whenever core is killed, and none is given twice', { timeout: 60_000 }, async () => {
  const dataDir = temporaryFolder();
  const readOut: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const station = await startHeadlessStation({ dataDir, profile: smallProfileSource });
    const client = await station.client();
    const asked = Array.from({ length: 12 }, (_, index) =>
      client.ask('complaint.open', { category: 'waste', place, note: `round ${round}, ${index}`, agencyId: null, callId: null }).then((answer) => {
        if (answer.ok) readOut.push(answer.value.number);
      }),
    );
    // In the middle of the rest.
    await asked[3 + round];
    await station.kill();
    client.close();
    await Promise.all(asked);
  }
  const opened = openStationDatabase(dataDir);
  if (!opened.ok) throw new Error(opened.sentence);
  const onDisk = opened.value.prepare<[], string>('SELECT number FROM complaints').pluck().all();
  opened.value.close();
  expect(readOut.length).toBeGreaterThanOrEqual(4 + 5 + 6);
  expect(new Set(onDisk).size).toBe(onDisk.length);
  expect(readOut.filter((number) => !onDisk.includes(number))).toEqual([]);
});

test('an act whose answer was lost with core is done once when it is asked again', { timeout: 60_000 }, async () => {
  const dataDir = temporaryFolder();
  const first = await startHeadlessStation({ dataDir, profile: smallProfileSource });
  const client = await first.client();
  const opened = await client.ask('unit.set-status', { unitId: 'p01', status: 'returning' }, { requestId: 'same-request' });
  expect(opened.ok).toBe(true);
  await first.kill();
  client.close();
  const second = await startHeadlessStation({ dataDir, profile: smallProfileSource });
  const again = await second.client();
  expect(await again.ask('unit.set-status', { unitId: 'p01', status: 'returning' }, { requestId: 'same-request' })).toEqual(opened);
  again.close();
  await second.stop();
  const opened2 = openStationDatabase(dataDir);
  if (!opened2.ok) throw new Error(opened2.sentence);
  expect(opened2.value.prepare('SELECT COUNT(*) AS count FROM journal').get()).toEqual({ count: 1 });
  opened2.value.close();
});

function notesOnDisk(dataDir: string): Set<string> {
  const opened = openStationDatabase(dataDir);
  if (!opened.ok) throw new Error(opened.sentence);
  const rows = opened.value
    .prepare<[], { text: string }>("SELECT json_extract(act, '$.text') AS text FROM journal WHERE json_extract(act, '$.kind') = 'incident.noted'")
    .all();
  opened.value.close();
  return new Set(rows.map((row) => row.text));
}
