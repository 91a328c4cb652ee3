import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base, type Page, type TestInfo } from '@playwright/test';
import type { SyncStatus } from '#contract/records/sync-records.ts';
import { connectStation } from '#core/tool/connect-station.ts';
import { startHeadlessStation } from '#tests/fixtures/headless-station.ts';
import type { Client } from '#contract/client/client.ts';
import { startCentral, type RunningCentral } from '#tests/fixtures/running-central.ts';
import { stationProfile } from '#tests/fixtures/station-profile.ts';
import { freePort } from '#tests/integration/mosquitto.ts';
import type { OpenConsole } from './browser-console.ts';
import { picture } from './console-test.ts';
import { openElectronConsole } from './electron-console.ts';
import { heldBy, sharedIncidents, writeHoursAlone, writeShared } from './hours-apart.ts';
import { typeIncident } from './type-incident.ts';

const actsAlone = 500;
const catchUpMs = 30_000;
const killEveryMs = 5_000;

type Seat = OpenConsole & {
  /** A window's way in beside the window. */
  readonly client: Client;
  status(): SyncStatus | undefined;
};
type TwoStations = { readonly central: RunningCentral; readonly first: Seat; readonly second: Seat; folderOf(id: string): string; profileOf(id: string): object };

/**
 * Two desktop consoles, enrolled at one real central that was killed. They parted two hours ago by the first one's clock, which then recorded five
 * hundred acts of what both know.
 */
const test = base.extend<{ stations: TwoStations }>({
  // Playwright reads the names a fixture needs from this very pattern.
  // eslint-disable-next-line no-empty-pattern
  stations: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'siaga-two-'));
    const central = await startCentral({ dataDir: join(folder, 'central'), port: await freePort() });
    const folderOf = (id: string): string => join(folder, id);
    const profiles = new Map<string, object>();
    const profileOf = (id: string): object => {
      const known = profiles.get(id);
      if (known) return known;
      mkdirSync(folderOf(id));
      const made = stationProfile(id, { central: central.settingsFor(id, folderOf(id)) });
      profiles.set(id, made);
      return made;
    };
    const started: (() => Promise<unknown>)[] = [central.kill];
    const open = async (id: string): Promise<Seat> => {
      const opened = await openElectronConsole({ dataDir: folderOf(id), profile: profileOf(id) });
      let closing: Promise<void> | undefined;
      const close = (): Promise<void> => (closing ??= opened.close());
      started.push(close);
      return { ...opened, close, ...(await asTool(folderOf(id))) };
    };
    try {
      const here = profileOf('S1');
      writeShared(folderOf('S1'), here);
      const before = await startHeadlessStation({ dataDir: folderOf('S1'), profile: here });
      started.push(before.kill);
      const second = await open('S2');
      await expect(second.page.locator('[data-panel="sync"]')).toContainText('tersambung');
      await expect(second.page.locator('[data-panel="incidents"] [role="option"]')).toHaveCount(sharedIncidents.length);
      await before.stop();
      await central.kill();
      writeHoursAlone(folderOf('S1'), here, actsAlone);
      const first = await open('S1');
      await use({ central, first, second, folderOf, profileOf });
    } finally {
      for (const end of started.toReversed()) await end();
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

async function asTool(folder: string): Promise<Pick<Seat, 'client' | 'status'>> {
  const connected = await connectStation(folder, undefined);
  if (!connected.ok) throw new Error(connected.sentence);
  const client = connected.value;
  let status: SyncStatus | undefined;
  client.follow('sync', {}, ({ changed }) => void (status = changed.at(-1) ?? status));
  return { client, status: () => status };
}

const note = async ({ client }: Seat, incidentId: string, text: string): Promise<void> => {
  expect(await client.ask('incident.note', { incidentId, text })).toMatchObject({ ok: true });
};

const isCaughtUp = (seats: readonly Pick<Seat, 'status'>[]): boolean => seats.every((seat) => seat.status()?.mode === 'live' && seat.status()?.toSend === 0 && seat.status()?.toFetch === 0);

/** The list of incidents as a window shows it, without what is its own: which one is chosen. */
const listed = ({ page }: Seat): Promise<string[]> => page.locator('[data-panel="incidents"] [role="option"]').allInnerTexts();

function record(testInfo: TestInfo, type: string, description: string): void {
  testInfo.annotations.push({ type, description });
  console.log(`${type}: ${description}`);
}

async function openAndSend(page: Page, note: string): Promise<void> {
  await typeIncident(page, { place: 'lenteng', offered: /Lenteng/, typeLetter: 'm', priority: '1', note });
  await page.keyboard.press('Control+Enter');
  const detail = page.locator('[data-panel="incident-detail"]');
  await expect(detail).toContainText(note);
  await page.keyboard.press('F4');
  await expect(detail).toContainText('Enter kirim yang ditunjuk');
  await page.keyboard.press('Enter');
  await expect(detail).toContainText('terkirim');
}

test.describe.configure({ timeout: 240_000 });

test('row 31: kept apart, both send one ambulance; together again both screens show it, and two keys settle it; two hours and 500 acts are caught up, with central killed too', async ({ stations: { central, first, second, folderOf, profileOf } }, testInfo) => {
  const seats = [first, second];
  const [here, there] = [first.page, second.page];
  for (const page of [here, there]) await expect(page.locator('header').first()).toContainText('POSISI SENDIRI');
  await openAndSend(here, 'Bapak jatuh, sesak napas');
  await openAndSend(there, 'Ibu melahirkan di jalan');
  await picture(here, 'seat-alone');

  for (const id of sharedIncidents) await note(second, id, `dari S2 tentang ${id}`);

  const healed = central.start();
  const whenUp = seats.map(async (seat) => {
    await expect.poll(() => seat.status()?.centralLostAtMs === null, { timeout: 60_000, intervals: [20] }).toBe(true);
    return performance.now();
  });
  const whenTold = [here, there].map(async (page) => {
    await page.locator('[data-panel="conflicts"]').getByText('SELISIH 1').waitFor({ timeout: 60_000 });
    return performance.now();
  });
  await healed;
  const contactAt = Math.max(...(await Promise.all(whenUp)));
  const toldAt = Math.max(...(await Promise.all(whenTold)));
  await expect.poll(() => isCaughtUp(seats), { timeout: catchUpMs, intervals: [20] }).toBe(true);
  record(testInfo, 'caught up', `${actsAlone} acts of two hours, ${Math.round(performance.now() - contactAt)} ms after the later contact`);
  record(testInfo, 'conflict told', `on both screens ${Math.round(toldAt - contactAt)} ms after the later contact`);
  for (const page of [here, there]) {
    const conflicts = page.locator('[data-panel="conflicts"]');
    await expect(conflicts).toContainText('SELISIH 1');
    await expect(conflicts).toContainText('P01');
    await expect(page.locator('[data-panel="alarms"]')).toContainText('P01');
    // Never silently without a unit: the incident that lost it stands on top and says so.
    await expect(page.locator('[data-panel="incidents"] [role="option"]').first()).toContainText('P01 TIDAK DATANG');
  }
  await there.keyboard.press('Alt+0');
  const panel = there.locator('[data-panel="conflicts"]');
  await expect(panel).toContainText('sendiri sejak');
  await expect(panel).toContainText('posisi ini');
  await expect(panel).toContainText('posisi S1');
  await picture(there, 'conflict-side-by-side');
  await there.keyboard.press('Alt+T');
  await picture(there, 'conflict-side-by-side-day');
  await there.keyboard.press('2');
  for (const page of [here, there]) {
    await expect(page.locator('[data-panel="conflicts"]')).toContainText('tidak ada');
    await expect(page.locator('[data-panel="incidents"]')).not.toContainText('TIDAK DATANG');
  }
  await expect(here.locator('[data-panel="alarms"]')).not.toHaveAttribute('data-waiting');
  await picture(here, 'conflict-settled');
  await expect.poll(async () => JSON.stringify(await listed(first)) === JSON.stringify(await listed(second))).toBe(true);

  // The same once more, with a central that is killed all the time.
  await central.kill();
  for (let index = 0; index < actsAlone; index += 1) await note(first, sharedIncidents[index % 3] ?? '', `lagi ${index}`);
  for (const id of sharedIncidents) await note(second, id, `lagi dari S2 tentang ${id}`);
  const startedAt = performance.now();
  let kills = 0;
  for (const ms of [300, killEveryMs]) {
    await central.start();
    await new Promise((resolve) => setTimeout(resolve, ms));
    await central.kill();
    kills += 1;
  }
  await central.start();
  await expect.poll(() => isCaughtUp(seats), { timeout: catchUpMs, intervals: [50] }).toBe(true);
  record(testInfo, 'caught up under a central that dies', `${kills} kills, ${Math.round(performance.now() - startedAt)} ms in all`);
  await expect.poll(async () => JSON.stringify(await listed(first)) === JSON.stringify(await listed(second))).toBe(true);

  // What central holds is what a station that begins there gets.
  const third = await startHeadlessStation({ dataDir: folderOf('S3'), profile: profileOf('S3') });
  try {
    const beginner = await asTool(folderOf('S3'));
    await expect.poll(() => isCaughtUp([beginner]), { timeout: catchUpMs, intervals: [50] }).toBe(true);
    beginner.client.close();
  } finally {
    await third.stop();
  }
  for (const seat of seats) {
    seat.client.close();
    await seat.close();
  }
  await central.kill();
  const held = ['S1', 'S2', 'S3'].map((id) => heldBy(folderOf(id)));
  expect(held[1]).toEqual(held[0]);
  expect(held[2]).toEqual(held[0]);
  expect(held[0]).toMatchObject({ isGapless: true });
  expect(held[0]?.acts['S1']).toBeGreaterThanOrEqual(2 * actsAlone + sharedIncidents.length);
});
