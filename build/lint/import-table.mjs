import { isBuiltin } from 'node:module';
import { posix } from 'node:path';

/**
 * Who may import what, by the folder a file lives in (the first row whose folder holds it). Anything not named is an error.
 * `folders`: folders of ours; `types`: folders of which only types; `packages`: npm packages; `node`: Node's own modules.
 * A package given with folders may be imported only there.
 * @typedef {{ folder: string, folders: string[], types?: string[], packages: (string | { name: string, in: string[] })[], node: boolean }} Row
 * @type {Row[]}
 */
const table = [
  { folder: 'domain', folders: ['domain'], packages: [], node: false },
  { folder: 'contract', folders: ['contract', 'domain'], packages: ['zod'], node: false },
  { folder: 'ledger', folders: ['ledger', 'contract', 'domain'], packages: ['zod'], node: true },
  {
    folder: 'core',
    folders: ['core', 'ledger', 'contract', 'domain', 'resources', 'package.json'],
    packages: [
      'zod',
      'ws',
      { name: 'better-sqlite3', in: ['core/db'] },
      { name: 'mqtt', in: ['core/sources'] },
      { name: '@xmldom/xmldom', in: ['core/sources'] },
      { name: 'aedes', in: ['core/exercise'] },
      { name: 'pbf', in: ['core/map-pack'] },
      { name: '@maplibre/geojson-vt', in: ['core/map-pack'] },
      { name: 'geojson', in: ['core/map-pack'] },
      { name: '@maplibre/vt-pbf', in: ['core/map-pack'] },
    ],
    node: true,
  },
  {
    folder: 'central',
    folders: ['central', 'ledger', 'contract', 'domain', 'package.json'],
    packages: [
      'zod',
      { name: 'fastify', in: ['central/http'] },
      { name: 'mqtt', in: ['central/broker'] },
      { name: 'aedes', in: ['central/broker'] },
      { name: 'pg', in: ['central/db'] },
      { name: '@electric-sql/pglite', in: ['central/db'] },
      { name: '@peculiar/x509', in: ['central/identity'] },
    ],
    node: true,
  },
  {
    folder: 'gateway',
    folders: ['gateway', 'ledger', 'domain'],
    packages: [{ name: 'mqtt', in: ['gateway/mqtt'] }],
    node: true,
  },
  {
    folder: 'electron/main',
    folders: ['electron/main', 'contract', 'domain/layout', 'package.json'],
    packages: ['electron', 'electron-store'],
    node: true,
  },
  { folder: 'electron/preload', folders: ['electron/preload'], types: ['contract'], packages: ['electron'], node: false },
  { folder: 'electron/small-core', folders: ['electron/small-core', 'contract', 'domain'], packages: ['electron'], node: true },
  {
    folder: 'renderer',
    folders: ['renderer', 'contract', 'domain', 'resources'],
    packages: [
      'react',
      'react-dom',
      'react-aria-components',
      '@tanstack/react-virtual',
      'lucide-react',
      '@fontsource-variable/atkinson-hyperlegible-next',
      '@fontsource-variable/atkinson-hyperlegible-mono',
      'geojson',
      { name: 'maplibre-gl', in: ['renderer/map'] },
      { name: 'pmtiles', in: ['renderer/map'] },
      { name: 'jssip', in: ['renderer/phone'] },
    ],
    node: false,
  },
];

/** Tests stand outside the table: they may use what they test, the test tools and the real servers' clients. */
const outsideTable = /^(tests|build)\/|\.(test|bench)\.tsx?$|^[^/]+$/;

/** What two of these share moves down; so none of them knows another. */
const siblings = [
  { folder: 'core/features', kind: 'feature' },
  { folder: 'renderer/panels', kind: 'panel' },
];

/**
 * Judges one import.
 * @param {{ file: string, specifier: string, isTypeOnly: boolean }} given `file`: path from the project's folder, with slashes
 * @returns {string | undefined} what is wrong with it, as a sentence
 */
export function judgeImport({ file, specifier, isTypeOnly }) {
  const target = targetFolderPath(file, specifier);
  const sibling = siblings.find(({ folder }) => isUnrelatedSibling(folder, file, target));
  if (sibling !== undefined) return `A ${sibling.kind} never imports another ${sibling.kind}; what two share moves down.`;
  const row = outsideTable.test(file) ? undefined : table.find(({ folder }) => isInside(file, folder));
  if (row === undefined) return outsideTable.test(file) ? undefined : `${file} is in no folder of the import table (build/lint/import-table.mjs).`;
  if (target !== undefined) return judgeFolder(row, file, specifier, target, isTypeOnly);
  if (isBuiltin(specifier)) return row.node ? undefined : `${row.folder} may not import Node's own modules.`;
  return judgePackage(row, file, packageName(specifier));
}

/**
 * @param {Row} row
 * @param {string} file
 * @param {string} specifier
 * @param {string} target
 * @param {boolean} isTypeOnly
 */
function judgeFolder(row, file, specifier, target, isTypeOnly) {
  const isAllowed = row.folders.some((folder) => isInside(target, folder));
  const isAllowedType = isTypeOnly && row.types?.some((folder) => isInside(target, folder)) === true;
  if (!isAllowed && !isAllowedType) return `${row.folder} may not import ${target}.`;
  const hasName = target !== 'package.json' && !isInside(target, 'resources');
  const crosses = target.split('/')[0] !== file.split('/')[0];
  if (crosses && hasName && specifier.startsWith('.')) return `Across folders import by name: #${target}.`;
  return undefined;
}

/**
 * @param {Row} row
 * @param {string} file
 * @param {string} name
 */
function judgePackage(row, file, name) {
  for (const allowed of row.packages) {
    if (allowed === name) return undefined;
    if (typeof allowed === 'string' || allowed.name !== name) continue;
    return allowed.in.some((folder) => isInside(file, folder)) ? undefined : `${name} may be imported in ${allowed.in.join(', ')} only.`;
  }
  return `${row.folder} may not import the package ${name}.`;
}

/**
 * The path from the project's folder that an import of ours leads to; undefined for packages and Node's modules.
 * @param {string} file
 * @param {string} specifier
 */
function targetFolderPath(file, specifier) {
  const plain = specifier.replace(/\?.*$/, '');
  if (plain.startsWith('#')) return plain.slice(1);
  return plain.startsWith('.') ? posix.join(posix.dirname(file), plain) : undefined;
}

/**
 * @param {string} folder
 * @param {string} file
 * @param {string | undefined} target
 */
function isUnrelatedSibling(folder, file, target) {
  const from = childOf(folder, file);
  const to = target === undefined ? undefined : childOf(folder, target);
  return from !== undefined && to !== undefined && from !== to;
}

/**
 * The subfolder of `folder` that holds `path`; undefined for files that lie in `folder` itself, which may gather all of it.
 * @param {string} folder
 * @param {string} path
 */
function childOf(folder, path) {
  const rest = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : '';
  return rest.includes('/') ? rest.split('/')[0] : undefined;
}

/**
 * @param {string} path
 * @param {string} folder
 */
function isInside(path, folder) {
  return path === folder || path.startsWith(`${folder}/`);
}

/** @param {string} specifier */
function packageName(specifier) {
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}
