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
// All of them in view, and a town with one in ten of them.
for (const [view, zoom] of [['regency', 10], ['town', 12]] as const) {
  const measure = async (way: Way, count: number): Promise<number> => {
    // The first ticks load icons and compile. The peers take seconds a tick where the processor draws.
    const ticks = way === 'layer' || way === 'canvas' ? 44 : 16;
    const times = await page.evaluate(([which, many, often, at]) => window.measureUnits(which, many, often, at), [way, count, ticks, zoom] as const);
    const p95 = quantile(times.slice(4), 0.95);
    printFigure(`map.units-to-pixel.${way}.p50`, quantile(times.slice(4), 0.5), 'ms', { units: count, view });
    printFigure(`map.units-to-pixel.${way}.p95`, p95, 'ms', { units: count, view });
    return p95;
  };
  await measure('layer', 1);
  const own = { canvas: await measure('canvas', units), layer: await measure('layer', units) };
  for (const peer of ['setData', 'updateData'] as const) {
    const p95 = await measure(peer, units);
    for (const way of ['canvas', 'layer'] as const) printFigure(`map.units-to-pixel.${peer}-to-${way}`, p95 / own[way], 'x', { view, goal: 20 });
  }
}
await browser.close();
server.close();
