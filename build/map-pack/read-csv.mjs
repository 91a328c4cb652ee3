import { readFileSync } from 'node:fs';

/**
 * Rows of a CSV file with a header line, by column name. Fields may be quoted; a quote inside is doubled.
 * @param {string} path
 * @returns {Record<string, string>[]}
 */
export function readCsv(path) {
  const [header = [], ...rows] = readFileSync(path, 'utf8').trim().split(/\r?\n/).map(fieldsOf);
  return rows.map((row) => Object.fromEntries(header.map((name, column) => [name, row[column] ?? ''])));
}

/** @param {string} line */
function fieldsOf(line) {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}
