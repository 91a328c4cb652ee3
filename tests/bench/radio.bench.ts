import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';
import { chromium, type Page } from '@playwright/test';
import { connectAsync, type MqttClient } from 'mqtt';
import { chromiumArguments, chromiumExecutable, withoutGraphics } from '#build/chromium-path.mjs';
import { openBrowserConsole } from '#tests/e2e/browser-console.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { startMosquitto } from '#tests/integration/mosquitto.ts';
import { printFigure, quantile } from './print-figure.ts';

/**
 * A room with a hundred radio hosts, first with one over a second, then with 2,000 messages a second for a minute while somebody works at the
 * console: from the host's message to its talker in the lane (after the frame that shows it), from a key to the frame that shows what it
 * did, and whether every over is a transmission of the record, once and ended. Without a graphics card the map is its list.
 */
const seconds = Number(process.env['SIAGA_BENCH_SECONDS'] ?? 60);
const perSecond = 2_000;
const hosts = Array.from({ length: 100 }, (_, index) => `ht-${index}`);
const overMs = 3_000;
const pauseMs = 200;
const keyEveryMs = 250;
/** Nobody has these radios' numbers: the lane shows the number. */
const firstWatched = 9_000_001;

const broker = await startMosquitto({ config: ['max_queued_messages 1000000', 'max_inflight_messages 0'] });
const folder = mkdtempSync(join(tmpdir(), 'siaga-bench-'));
const profile = {
  ...siteOnBroker(broker.url),
  sources: hosts.map((name) => ({ id: name, kind: 'mmdvm', broker: 'lan', name, probe: false })),
  talkgroups: [{ id: 112, name: 'Komando' }, { id: 113, name: 'Lain' }],
};
const browser = await chromium.launch({ executablePath: chromiumExecutable(), args: [...chromiumArguments(), ...withoutGraphics] });
const opened = await openBrowserConsole(browser, { dataDir: folder, profile });
const publisher = await connectAsync(broker.url, { clientId: 'bench' });
const spoken = new Set<string>();
await opened.page.locator('[data-panel="radio"]').waitFor();
await wait(2_000);
await measure('quiet', 0, firstWatched);
await measure('2,000 messages a second', perSecond, firstWatched + 10_000);
await wait(5_000);
await opened.close();
await browser.close();
await publisher.endAsync();
await broker.close();
account();
rmSync(folder, { recursive: true, force: true });

async function measure(load: string, messagesPerSecond: number, firstRadio: number): Promise<void> {
  const watched = opened.page.evaluate(watchLane, { firstRadio, lastsMs: seconds * 1000 + 2_000 });
  const keys = pressKeys(opened.page, seconds * 1000);
  const from = performance.now();
  const saidAtMs: number[] = [];
  let sent = 0;
  while (performance.now() - from < seconds * 1000) {
    const passedMs = performance.now() - from;
    for (; sent < (passedMs * messagesPerSecond) / 1000; sent += 1) speakNext(publisher, sent, messagesPerSecond);
    // The watched host speaks once a second, on the lane that is looked at.
    if (saidAtMs.length < passedMs / 1000) {
      saidAtMs.push(Date.now());
      const radio = firstRadio + saidAtMs.length - 1;
      say(publisher, 'ht-0', { action: 'start', source: 'rf', slot: 1, src_id: radio, dst_id: 112, group: 'yes', src_info: '' });
      spoken.add(String(radio));
      setTimeout(() => say(publisher, 'ht-0', { action: 'end', slot: 1, duration: 0.8, ber: 0.1 }), 800);
    }
    await wait(2);
  }
  const seenAtMs = await watched;
  const delays = saidAtMs.flatMap((atMs, index) => (seenAtMs[index] === undefined ? [] : [seenAtMs[index] - atMs]));
  const effects = await keys;
  const details = { load, seconds, messages: sent };
  printFigure('radio message to lane p50', quantile(delays, 0.5), 'ms', { ...details, seen: delays.length, said: saidAtMs.length });
  printFigure('radio message to lane p99', quantile(delays, 0.99), 'ms', details);
  printFigure('key to effect p99', quantile(effects, 0.99), 'ms', { ...details, keys: effects.length, budget: 100, met: quantile(effects, 0.99) <= 100 });
}

/** The other slots take turns: a start, its strength several times a second, an end. */
function speakNext(client: MqttClient, number: number, messagesPerSecond: number): void {
  const places = hosts.length * 2 - 1;
  const place = 1 + (number % places);
  const host = hosts[Math.floor(place / 2)] ?? '';
  const slot = (place % 2) + 1;
  const perOver = Math.max(3, Math.round((overMs / 1000) * (messagesPerSecond / places)));
  // They do not all begin at once.
  const turn = Math.floor(number / places) + place * 7;
  const step = turn % perOver;
  const over = Math.floor(turn / perOver);
  const radio = 1_000_000 + place * 10_000 + over;
  if (step === 0 || number < places) {
    spoken.add(String(radio));
    say(client, host, { action: 'start', source: 'rf', slot, src_id: radio, dst_id: 113, group: 'yes', src_info: '' });
  } else if (step === perOver - 1) say(client, host, { action: 'end', slot, duration: (overMs - pauseMs) / 1000, ber: 0.2 });
  else client.publish(`${host}/json`, JSON.stringify({ RSSI: { mode: 'DMR', slot, timestamp: new Date().toISOString(), value: -90 - (step % 9) } }), { qos: 1 });
}

function say(client: MqttClient, host: string, body: object): void {
  client.publish(`${host}/json`, JSON.stringify({ DMR: { ...body, timestamp: new Date().toISOString() } }), { qos: 1 });
}

/** Place and type in turn, each a field that takes the focus; answers with the time from each key to the frame after it, ms. */
async function pressKeys(page: Page, lastsMs: number): Promise<number[]> {
  await page.evaluate(() => {
    const effects: number[] = [];
    (globalThis as unknown as { effects: number[] }).effects = effects;
    addEventListener('keydown', ({ timeStamp }) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => effects.push(performance.now() - timeStamp);
        port2.postMessage(null);
      });
    }, { capture: true });
  });
  const from = performance.now();
  for (let index = 0; performance.now() - from < lastsMs; index += 1) {
    await page.keyboard.press(index % 2 === 0 ? 'F2' : 'F3');
    await wait(keyEveryMs);
  }
  return page.evaluate(() => (globalThis as unknown as { effects: number[] }).effects.splice(0));
}

/** Runs in the window: when each of the watched radios was first in sight in the lanes, ms since 1970. */
function watchLane({ firstRadio, lastsMs }: { firstRadio: number; lastsMs: number }): Promise<number[]> {
  const seen: number[] = [];
  const panel = document.querySelector('[data-panel="radio"]')!;
  const look = (): void => {
    const lanes = [...panel.querySelectorAll('[data-lane]')].map(({ textContent }) => textContent).join(' ');
    for (const [, digits] of lanes.matchAll(/(9\d{6})/g)) {
      const index = Number(digits) - firstRadio;
      if (index < 0 || index > 9_999 || seen[index] !== undefined) continue;
      seen[index] = Number.POSITIVE_INFINITY;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => (seen[index] = Date.now());
        port2.postMessage(null);
      });
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(panel, { childList: true, subtree: true, characterData: true });
  return new Promise((resolve) => setTimeout(() => {
    observer.disconnect();
    resolve(seen);
  }, lastsMs));
}

/** Every radio spoke once: its record is there, alone. */
function account(): void {
  const database = new BetterSqlite3(join(folder, 'station.db'), { readonly: true });
  const rows = database.prepare<[], { radio: string; ended: number | null }>("SELECT json_extract(body, '$.radioId') AS radio, ended_ms AS ended FROM transmissions WHERE json_extract(body, '$.mergedInto') IS NULL").all();
  database.close();
  const kept = new Set(rows.map(({ radio }) => String(radio)));
  printFigure('overs that are in the record', [...spoken].filter((radio) => kept.has(radio)).length, 'transmissions', { spoken: spoken.size, records: rows.length, withoutEnd: rows.filter(({ ended }) => ended === null).length });
}
