import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { chromium } from '@playwright/test';
import { build } from 'esbuild';
import { chromiumArguments, chromiumExecutable } from '#build/chromium-path.mjs';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';
import type { Way } from './map/units-page.ts';
import { printFigure, quantile } from './print-figure.ts';

/**
 * Moving units: from new positions to the pixel that shows them, with the layer of packed arrays, and in the same run with
 * MapLibre's own two ways for data that changes, `setData` and `updateData`, drawing the same icons. Both are given a symbol layer
 * without labels. Without a graphics card the processor draws, for all three alike, so the frame itself is timed as well.
 * Run: npm run bench -- map-units
 */
const bundled = await build({
  entryPoints: [`${repositoryFolder}/tests/bench/map/units-page.ts`],
  ...{ bundle: true, write: false, format: 'esm', target: 'chrome130', loader: { '.css': 'empty' } },
});
const script = bundled.outputFiles[0]?.contents ?? new Uint8Array();
const files: Readonly<Record<string, readonly [type: string, body: string | Uint8Array]>> = {
  '/': ['text/html', '<!doctype html><body><script type="module" src="/page.js"></script>'],
  '/page.js': ['text/javascript', script],
  '/worker.mjs': ['text/javascript', readFileSync(`${repositoryFolder}/node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs`)],
  '/maplibre-gl-shared.mjs': ['text/javascript', readFileSync(`${repositoryFolder}/node_modules/maplibre-gl/dist/maplibre-gl-shared.mjs`)],
};
const server = createServer((request, response) => {
  const [type, body] = files[request.url ?? ''] ?? ['text/plain', ''];
  response.writeHead(200, { 'content-type': type }).end(body);
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const browser = await chromium.launch({ executablePath: chromiumExecutable(), args: chromiumArguments() });
const page = await browser.newPage({ viewport: { width: 1_000, height: 700 } });
page.on('pageerror', (error) => process.stderr.write(`${error.message}\n`));
await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

const units = 5_000;
const ways: readonly Way[] = ['canvas', 'layer', 'setData', 'updateData'];
const rounds = 3;
// The first ticks load icons and compile. The peers take seconds a tick where the processor draws.
const unmeasured = 4;
const ticksOf: Readonly<Record<Way, number>> = { canvas: 14, layer: 14, setData: 5, updateData: 5 };

// All of them in view, and a town with one in ten of them.
for (const [view, zoom] of [['regency', 10], ['town', 12]] as const) {
  const measure = async (way: Way, count: number): Promise<number[]> => {
    const times = await page.evaluate(([which, many, often, at]) => window.measureUnits(which, many, often, at), [way, count, unmeasured + ticksOf[way], zoom] as const);
    return times.slice(unmeasured);
  };
  const told = (way: Way, times: readonly number[], count: number): void => {
    for (const share of [0.5, 0.95]) printFigure(`map.units-to-pixel.${way}.p${share * 100}`, quantile(times, share), 'ms', { units: count, view });
  };
  told('layer', await measure('layer', 1), 1);
  // In turns, so that whatever else the computer does slows all of them.
  const times: Record<Way, number[]> = { canvas: [], layer: [], setData: [], updateData: [] };
  for (let round = 0; round < rounds; round += 1) for (const way of ways) times[way].push(...(await measure(way, units)));
  for (const way of ways) told(way, times[way], units);
  for (const peer of ['setData', 'updateData'] as const) {
    for (const way of ['canvas', 'layer'] as const) {
      for (const share of [0.5, 0.95]) printFigure(`map.units-to-pixel.${peer}-to-${way}.p${share * 100}`, quantile(times[peer], share) / quantile(times[way], share), 'x', { view, goal: 20 });
    }
  }
}
await browser.close();
server.close();
