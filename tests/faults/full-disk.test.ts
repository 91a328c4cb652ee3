import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { expect, onTestFinished, test } from 'vitest';
import type { Client } from '#contract/client/client.ts';
import type { Link } from '#domain/links/link.ts';
import { trackerFix } from '#tests/fixtures/fix-messages.ts';
import { startHeadlessStation } from '#tests/fixtures/headless-station.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { startMosquitto } from '../integration/mosquitto.ts';

/** Only root may make a file system; other users see this test as skipped. */
const isRoot = process.getuid?.() === 0;

function smallDisk(): string {
  const folder = join(temporaryFolder(), 'disk');
  mkdirSync(folder);
  execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder]);
  onTestFinished(() => void execFileSync('/bin/umount', ['-l', folder]));
  return folder;
}

/** Fills the disk to its last byte; returns what makes room again. */
function fill(folder: string): () => void {
  const ballast = join(folder, 'ballast');
  const file = openSync(ballast, 'w');
  for (const bytes of [65_536, 512, 1]) {
    try {
      for (;;) writeSync(file, Buffer.alloc(bytes));
    } catch {
      // As full as pieces of this size make it.
    }
  }
  closeSync(file);
  return () => rmSync(ballast);
}

function databaseLink(client: Client): () => Link | undefined {
  let newest: Link | undefined;
  client.follow('links', {}, (update) => {
    newest = update.changed.find((link) => link.id === 'database') ?? newest;
  });
  return () => newest;
}

test.skipIf(!isRoot)('row 10: with a full disk core stays up, says so and takes nothing as saved; with room again it has what the broker kept', { timeout: 90_000 }, async () => {
  const mosquitto = await startMosquitto();
  onTestFinished(() => mosquitto.close());
  const dataDir = smallDisk();
  const station = await startHeadlessStation({ dataDir, profile: siteOnBroker(mosquitto.url) });
  onTestFinished(() => station.kill());
  const client = await station.client();
  onTestFinished(() => client.close());
  const field = await connectAsync(mosquitto.url);
  onTestFinished(() => field.endAsync(true));
  const database = databaseLink(client);
  const opened = await client.ask('incident.open', { type: 'fire', priority: 1, place: { text: 'x', latitude: null, longitude: null, radiusM: null, islandId: null, islandName: null, source: 'spoken' }, note: '', callId: null });
  if (!opened.ok) throw new Error(opened.sentence);
  const { incidentId } = opened.value;

  const makeRoom = fill(dataDir);
  const saved: string[] = [];
  let refused: string | null = null;
  // The log file has some room of its own.
  for (let index = 0; refused === null && index < 5_000; index += 1) {
    const text = `${index} ${'x'.repeat(3_000)}`;
    const answer = await client.ask('incident.note', { incidentId, text });
    if (answer.ok) saved.push(text);
    else refused = answer.code;
  }
  expect(refused).toBe('not-saved');
  await expect.poll(() => database()?.state).toBe('down');
  for (let index = 0; index < 100; index += 1) {
    const fix = trackerFix('tracker-p01', Date.now() - 60_000 + index, -7.05, 113.8);
    await field.publishAsync(fix.topic, JSON.stringify(fix.body), { qos: 1 });
  }
  // Long enough for every timer of core to have met the full disk.
  await new Promise((resolve) => setTimeout(resolve, 7_000));
  expect(await client.ask('incident.find', { incidentId })).toMatchObject({ ok: true });
  expect(await client.ask('doctor.check', {})).toMatchObject({ ok: true, value: { ok: false } });
  expect(station.process.exitCode).toBeNull();

  makeRoom();
  await expect.poll(() => database()?.state, { timeout: 10_000 }).toBe('live');
  expect(await client.ask('incident.note', { incidentId, text: 'lagi' })).toMatchObject({ ok: true });
  await expect
    .poll(async () => {
      const counts = await client.ask('source.counts', {});
      return counts.ok ? counts.value.find((count) => count.sourceId === 'traccar')?.stored : null;
    }, { timeout: 10_000 })
    .toBe(100);
  const notes: string[] = [];
  client.follow('timeline', { incidentId }, (update) => {
    for (const { item } of update.entries) if (item.act.kind === 'incident.noted') notes.push(item.act.text);
  });
  await expect.poll(() => notes.length).toBe(saved.length + 1);
  expect(notes).toEqual([...saved, 'lagi']);
  expect(station.log()).not.toContain('"defect"');
});
