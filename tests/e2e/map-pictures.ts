import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, expect, type Page } from '@playwright/test';
import { chromiumArguments, chromiumExecutable } from '#build/chromium-path.mjs';
import { fieldUnits } from '#core/exercise/exercise-units.ts';
import { openField, type Field } from '#tests/fixtures/field.ts';
import { seededRandom } from '#tests/fixtures/seeded-random.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { startMosquitto } from '#tests/integration/mosquitto.ts';
import { openBrowserConsole } from './browser-console.ts';
import { picture } from './console-test.ts';
import { askWhoCouldGo, typeIncident } from './type-incident.ts';

/**
 * Pictures of the map in both themes, among the artefacts: the regency, Kota Sumenep, Kangean, a way with a sea leg, one that nobody can go, and 5,000
 * units, all on the shipped pack with the units of the exercise. Run: npm run screenshot -- map
 */
const views = { regency: null, kota: [113.865, -7.008, 13], kangean: [115.35, -6.93, 9.6] } as const;
const crowd = 5_000;
/** Tiles, names and units are there. */
const settledMs = 4_000;
/** Thousands of messages are read and kept one by one. */
const allToldMs = 60_000;

const browser = await chromium.launch({ executablePath: chromiumExecutable(), args: chromiumArguments() });

type StandingUnit = { readonly id: string; readonly callSign: string; readonly kind: string; readonly base: { readonly name: string; readonly latitude: number; readonly longitude: number } };

await atConsole(fieldUnits, async (page) => {
  for (const [name, view] of Object.entries(views)) {
    if (view !== null) await look(page, view);
    await inBothThemes(page, `map-${name}`);
  }
  await open(page, 'raas', /Ra'as/, 'm', 'Ibu melahirkan, perdarahan');
  await askWhoCouldGo(page);
  const way = page.locator('[data-way="found"]');
  for (let line = 0; line < 4 && !(await way.textContent())?.includes('laut'); line += 1) {
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(500);
  }
  await expect(way).toContainText('laut');
  await overview(page);
  await inBothThemes(page, 'map-sea-leg');
  await open(page, '6 40 LS 114 40 BT', /6°40/, 'a', 'Perahu terbalik, empat orang');
  await page.locator('[data-panel="units"] [role="option"]', { hasText: 'Pandian 01' }).click();
  await expect(page.locator('[data-way="none"]')).toContainText('kejadian di laut');
  await overview(page);
  await inBothThemes(page, 'map-unreachable');
});

const random = seededRandom(5_000);
const near = (degrees: number): number => degrees + (random() - 0.5) * 0.16;
const many = Array.from({ length: crowd }, (_, index): StandingUnit => {
  const like = fieldUnits[index % fieldUnits.length];
  if (!like) throw new Error('the exercise has no units');
  return { id: `u${index}`, callSign: `U${index}`, kind: like.kind, base: { name: like.base.name, latitude: near(like.base.latitude), longitude: near(like.base.longitude) } };
});
await atConsole(many, async (page) => {
  await inBothThemes(page, 'map-5000-units');
  await look(page, views.kota);
  await inBothThemes(page, 'map-5000-units-kota');
});
await browser.close();

/** A console whose units have each told a place. */
async function atConsole(units: readonly StandingUnit[], take: (page: Page) => Promise<void>): Promise<void> {
  const broker = await startMosquitto();
  const field = await openField(broker.url, 'sumenep');
  const dataDir = mkdtempSync(join(tmpdir(), 'siaga-pictures-'));
  const profile = { ...siteOnBroker(broker.url), radios: [], units: units.map(({ id, callSign, kind, base }) => ({ id, callSign, kind, base, devices: [`tracker-${id}`] })) };
  const opened = await openBrowserConsole(browser, { dataDir, profile });
  await opened.page.locator('[data-state="live"]', { hasText: 'Broker' }).waitFor();
  await tellPlaces(field, units);
  const map = opened.page.locator('[data-panel="map"]');
  await map.locator('[data-map="open"]').waitFor();
  await expect(map).not.toContainText('tanpa GPS', { timeout: allToldMs });
  await take(opened.page);
  await opened.close();
  await field.close();
  await broker.close();
  rmSync(dataDir, { recursive: true, force: true });
}

/** Not all at once: of what a station has not fetched yet, the broker keeps a thousand messages. */
async function tellPlaces(field: Field, units: readonly StandingUnit[]): Promise<void> {
  for (const [index, { id, base }] of units.entries()) {
    field.drive(`tracker-${id}`, base.latitude, base.longitude);
    if (index % 100 === 99) await pause(200);
  }
}

/** The map begins where it was left. */
async function look(page: Page, view: readonly [longitude: number, latitude: number, zoom: number]): Promise<void> {
  await page.evaluate((place) => localStorage.setItem('siaga.map.first', JSON.stringify(place)), view);
  await page.reload();
}

async function overview(page: Page): Promise<void> {
  for (const key of ['Alt+4', 'Home']) await page.keyboard.press(key);
}

async function open(page: Page, place: string, offered: RegExp, typeLetter: string, note: string): Promise<void> {
  await typeIncident(page, { place, offered, typeLetter, priority: '1', note });
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('[data-panel="incident-detail"]')).toContainText(note);
}

async function inBothThemes(page: Page, name: string): Promise<void> {
  await page.locator('[data-map="open"]').first().waitFor();
  for (const theme of ['', '-day']) {
    await page.waitForTimeout(settledMs);
    await picture(page, `${name}${theme}`);
    await page.keyboard.press('Alt+T');
  }
}
