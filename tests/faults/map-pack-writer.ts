import { writeSync } from 'node:fs';
import { installMapPack } from '#core/map-pack/installed-map-pack.ts';

/** Installs one map pack after the other into a data folder, again and again, and writes `installed ID` the moment one is. */
const [station = '', ...packs] = process.argv.slice(2);
for (let round = 0; ; round += 1) {
  const installed = installMapPack(packs[round % packs.length] ?? '', station);
  if (!installed.ok) throw new Error(installed.sentence);
  writeSync(1, `installed ${installed.value.id}\n`);
}
