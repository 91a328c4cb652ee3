import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { connectAsync } from 'mqtt';
import { chromiumArguments, chromiumExecutable, withoutGraphics } from '#build/chromium-path.mjs';
import { openBrowserConsole } from '#tests/e2e/browser-console.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { startMosquitto } from '#tests/integration/mosquitto.ts';
import { printFigure, quantile } from './print-figure.ts';

/**
 * From publishing a position on a real broker to its update in a window's own script, while that window runs the whole
 * console. A `latest` feed shows the newest value of a unit; each unit of each update is timed by its own newest message.
 * The peer in the same run: a bare MQTT subscriber of the same messages. Without a graphics card WebGL is drawn by the
 * processors everything else needs, so the budget is measured with the map as its list; the drawn map is timed beside it.
 */
const lastsMs = 15_000;
const broker = await startMosquitto();
const folder = mkdtempSync(join(tmpdir(), 'siaga-bench-'));
const units = Array.from({ length: 200 }, (_, index) => `u${index}`);
const profile = {
  ...siteOnBroker(broker.url),
  units: units.map((id) => ({ id, callSign: id.toUpperCase(), kind: 'ambulance', base: { name: 'Lenteng', latitude: -7.05, longitude: 113.8 }, devices: [id] })),
  radios: [],
};
for (const [map, graphics] of [
  ['as a list', withoutGraphics],
  ['drawn in software', []],
] as const) {
  const browser = await chromium.launch({ executablePath: chromiumExecutable(), args: [...chromiumArguments(), ...graphics] });
  const opened = await openBrowserConsole(browser, { dataDir: join(folder, map), profile });
  await opened.page.locator('[data-panel="queue"]').waitFor();
  for (const messagesPerSecond of [50, 1_000]) await measure(opened, messagesPerSecond, map);
  await opened.close();
  await browser.close();
}
await broker.close();
rmSync(folder, { recursive: true, force: true });

async function measure({ page, port }: Awaited<ReturnType<typeof openBrowserConsole>>, messagesPerSecond: number, map: string): Promise<void> {
  const followed = page.evaluate(followInWindow, { port, protocols: ['siaga', 'siaga.token.a-token-for-tests-only'], lastsMs: lastsMs + 1_500 });
  const peer = await connectAsync(broker.url);
  const peerDelays: number[] = [];
  peer.on('message', (_topic, payload) => {
    const { position } = JSON.parse(payload.toString()) as { position: { fixTime: string } };
    peerDelays.push(Date.now() - Date.parse(position.fixTime));
  });
  await peer.subscribeAsync('positions', { qos: 1 });
  const sent = await publishPositions(messagesPerSecond);
  const delays = await followed;
  await peer.endAsync();
  const details = { messagesPerSecond, map, sent, seen: delays.length };
  const p99 = quantile(delays, 0.99);
  printFigure('MQTT message to window p50', quantile(delays, 0.5), 'ms', details);
  printFigure('MQTT message to window p99', p99, 'ms', { ...details, ...(messagesPerSecond === 1_000 ? { budget: 100, met: p99 <= 100 } : {}) });
  printFigure('MQTT message to a bare subscriber p99', quantile(peerDelays, 0.99), 'ms', { ...details, peer: true });
}

async function publishPositions(messagesPerSecond: number): Promise<number> {
  const publisher = await connectAsync(broker.url);
  const startedAt = performance.now();
  let sent = 0;
  while (performance.now() - startedAt < lastsMs) {
    const due = Math.floor(((performance.now() - startedAt) * messagesPerSecond) / 1_000);
    for (; sent < due; sent += 1) {
      const now = new Date().toISOString();
      publisher.publish(
        'positions',
        JSON.stringify({
          position: { id: 0, deviceId: 1, valid: true, latitude: -7.05, longitude: 113.6 + (sent % units.length) / 1e3 + sent / 1e8, speed: 10, course: 90, accuracy: 5, fixTime: now, deviceTime: now, serverTime: now, attributes: {} },
          device: { id: 1, uniqueId: units[sent % units.length] ?? '', name: 'unit' },
        }),
        { qos: 1 },
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await publisher.endAsync();
  return sent;
}

/** Runs in the window: follows positions over a port of its own and notes how old each fix is on arrival. */
function followInWindow(options: { port: string; protocols: string[]; lastsMs: number }): Promise<number[]> {
  return new Promise((resolve) => {
    const delays: number[] = [];
    const socket = new WebSocket(options.port, options.protocols);
    const say = (message: object): void => socket.send(JSON.stringify(message));
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(String(data)) as { kind: string; number: number; update: { snapshot: boolean; changed: { fixedAtMs: number }[] } };
      if (message.kind === 'welcome') say({ kind: 'subscribe', id: 1, feed: 'positions', parameters: {} });
      if (message.kind !== 'update') return;
      if (!message.update.snapshot && message.update.changed.length > 0) {
        delays.push(...message.update.changed.map((position) => Date.now() - position.fixedAtMs));
      }
      say({ kind: 'ack', id: 1, number: message.number });
    };
    socket.onopen = () => say({ kind: 'hello', protocol: 1, name: 'bench' });
    setTimeout(() => {
      socket.close();
      resolve(delays);
    }, options.lastsMs);
  });
}
