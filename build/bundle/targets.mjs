import { join } from 'node:path';
import { projectFolder } from '../project-folder.mjs';

/**
 * What is bundled: entry points (relative to the project), where to, and the folders whose change makes it stale.
 * @typedef {{ name: string, entries: string[], outputs: string[], folders: string[], files: string[], build: () => Promise<void> }} Target
 */

const electronFolders = ['electron', 'contract', 'domain'];
/** Native, or with files of their own beside their code. */
const externalPackages = ['better-sqlite3', '@electric-sql/pglite'];

/** CommonJS packages inside an ES module still call `require` for Node's own modules. */
const requireInModules = {
  js: "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);",
};

/**
 * An import of Node's http has Node load its whole fetch besides, for a name that nobody asks for, which is an eighth of a start of core. What is
 * required is loaded alone.
 * @type {import('esbuild').Plugin}
 */
const requiredHttp = {
  name: 'required-http',
  setup(build) {
    build.onResolve({ filter: /^(node:)?https?$/ }, ({ path, kind }) => (kind === 'import-statement' ? { path, namespace: 'required' } : undefined));
    build.onLoad({ filter: /.*/, namespace: 'required' }, ({ path }) => ({ contents: `module.exports = require('${path}')` }));
  },
};

/** @type {Target[]} */
export const targets = [
  electronTarget('electron main', 'electron/main/main.ts', 'dist/electron/main.cjs', 'node'),
  // A sandboxed preload has no Node: only what Electron itself hands it.
  electronTarget('electron preload', 'electron/preload/preload.ts', 'dist/electron/preload.cjs', 'browser'),
  electronTarget('electron small core', 'electron/small-core/small-core.ts', 'dist/electron/small-core.cjs', 'node'),
  nodeTarget('core', ['start-child', 'start-utility', 'start-server', 'siaga', 'start-route-thread', 'start-place-thread']),
  nodeTarget('central', ['start-central']),
  {
    name: 'central database',
    entries: [],
    outputs: ['dist/new-database/PG_VERSION'],
    folders: [],
    files: [],
    build: async () => (await import('./new-database.mjs')).makeNewDatabase(join(projectFolder, 'dist', 'new-database')),
  },
  nodeTarget('gateway', ['start-gateway']),
  {
    name: 'renderer',
    entries: ['renderer/index.html', 'renderer/phone.html'],
    outputs: ['dist/renderer/index.html', 'dist/renderer/phone.html'],
    folders: ['renderer', 'contract', 'domain', 'resources'],
    files: ['vite.config.ts'],
    build: async () => (await import('./renderer.mjs')).buildRenderer(),
  },
];

/**
 * @param {string} name
 * @param {string} entry
 * @param {string} output
 * @param {'node' | 'browser'} platform
 * @returns {Target}
 */
function electronTarget(name, entry, output, platform) {
  return {
    name,
    entries: [entry],
    outputs: [output],
    folders: electronFolders,
    files: [],
    build: () =>
      buildWithEsbuild({
        entryPoints: [join(projectFolder, entry)],
        outfile: join(projectFolder, output),
        format: 'cjs',
        platform,
        // Electron 33, the fallback, carries Node 20.18 and Chromium 130.
        target: platform === 'node' ? 'node20.18' : 'chrome130',
        external: ['electron'],
      }),
  };
}

/**
 * @param {'core' | 'central' | 'gateway'} folder
 * @param {string[]} names
 * @returns {Target}
 */
function nodeTarget(folder, names) {
  const entries = names.map((name) => `${folder}/${name}.ts`);
  return {
    name: folder,
    entries,
    outputs: names.map((name) => `dist/${folder}/${name}.mjs`),
    folders: [folder, 'ledger', 'contract', 'domain'],
    files: [],
    build: () =>
      buildWithEsbuild({
        entryPoints: entries.map((entry) => join(projectFolder, entry)),
        outdir: join(projectFolder, 'dist', folder),
        outExtension: { '.js': '.mjs' },
        chunkNames: 'shared-[hash]',
        splitting: true,
        format: 'esm',
        platform: 'node',
        target: 'node22',
        banner: requireInModules,
        external: externalPackages,
        plugins: [requiredHttp],
      }),
  };
}

/** @param {import('esbuild').BuildOptions} options */
async function buildWithEsbuild(options) {
  const { buildAndReplace } = await import('./esbuild.mjs');
  await buildAndReplace(options);
}
