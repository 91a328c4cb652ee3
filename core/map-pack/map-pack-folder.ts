import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { mapTilesFile } from '#contract/console-files.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';

export const mapPackVersion = 1;
export const mapPackFiles = { tiles: mapTilesFile, graph: 'roads.graph', gazetteer: 'gazetteer.db' } as const;
export const manifestFile = 'manifest.json';
const fileNames = Object.values(mapPackFiles);

const manifestSchema = z.object({
  format: z.literal('siaga-map-pack'),
  version: z.number().int(),
  /** From the hashes of its files: the same contents are the same pack. */
  id: z.string().regex(/^[0-9a-f]{16}$/),
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  source: z.object({ name: z.string(), bytes: z.number(), sha256: z.string().nullable(), dateMs: z.number().nullable() }),
  attribution: z.string(),
  counts: z.record(z.string(), z.number()),
  files: z.record(z.string(), z.object({ bytes: z.number().int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
});
export type MapPackManifest = z.infer<typeof manifestSchema>;

/** Reads the manifest of a pack, and checks that its files have the sizes it says. Fails with `map-pack-missing` or `map-pack-damaged`. */
export function readManifest(folder: string): Outcome<MapPackManifest> {
  const damaged = (what: string): Outcome<never> => failure('map-pack-damaged', `The map pack ${folder} is damaged: ${what}.`);
  const path = join(folder, manifestFile);
  if (!existsSync(path)) return failure('map-pack-missing', `There is no map pack in ${folder}: it has no ${manifestFile}.`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return damaged(`its ${manifestFile} cannot be read`);
  }
  const read = manifestSchema.safeParse(value);
  if (!read.success) return damaged(`its ${manifestFile} lacks something (${read.error.issues[0]?.path.join('.') ?? ''})`);
  const manifest = read.data;
  if (manifest.version !== mapPackVersion) return failure('map-pack-version', `The map pack ${folder} has version ${manifest.version}; this program reads version ${mapPackVersion}. Build it again with this program.`);
  if (manifest.id !== packId(manifest.files)) return damaged('its number is not that of its files');
  for (const name of fileNames) {
    const listed = manifest.files[name];
    if (!listed) return damaged(`its ${manifestFile} does not list ${name}`);
    const bytes = statSync(join(folder, name), { throwIfNoEntry: false })?.size;
    if (bytes === undefined) return damaged(`${name} is missing`);
    if (bytes !== listed.bytes) return damaged(`${name} has ${bytes} bytes where ${listed.bytes} are due`);
  }
  return success(manifest);
}

/** Reads every byte of a pack and compares it with the manifest. */
export function verifyMapPack(folder: string): Outcome<MapPackManifest> {
  const manifest = readManifest(folder);
  if (!manifest.ok) return manifest;
  for (const name of fileNames) {
    if (hashOf(join(folder, name)) !== manifest.value.files[name]?.sha256) return failure('map-pack-damaged', `The map pack ${folder} is damaged: ${name} is not as it was written.`);
  }
  return manifest;
}

export function listFiles(folder: string): MapPackManifest['files'] {
  return Object.fromEntries(fileNames.map((name) => [name, { bytes: statSync(join(folder, name)).size, sha256: hashOf(join(folder, name)) }]));
}

export function packId(files: MapPackManifest['files']): string {
  return createHash('sha256').update(fileNames.map((name) => files[name]?.sha256).join(' ')).digest('hex').slice(0, 16);
}

export function hashOf(file: string): string {
  const hash = createHash('sha256');
  const part = Buffer.allocUnsafe(1_048_576);
  const handle = openSync(file, 'r');
  try {
    for (let count = readSync(handle, part); count > 0; count = readSync(handle, part)) hash.update(part.subarray(0, count));
  } finally {
    closeSync(handle);
  }
  return hash.digest('hex');
}
