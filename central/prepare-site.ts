import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { tokenFile, writeSecret } from './desk-call.ts';
import type { SiteAdministration } from './engine/site-administration.ts';

export type FirstCode = { readonly site: string; readonly station: string; readonly code: string };

/** What the shipped profile calls the first workstation. */
const firstStation = 'S1';

/**
 * Every central is from the start a supervisor of its sites, whose token stands in its data folder for who may read it. While no station is enrolled there
 * is a code for the first one.
 */
export async function prepareSite(dataDir: string, site: string, administration: SiteAdministration): Promise<readonly FirstCode[]> {
  await administration.createSite(site);
  const file = tokenFile(dataDir, site);
  const known = existsSync(file) ? await administration.supervisorOf(readFileSync(file, 'utf8').trim()) : undefined;
  if (!known) {
    const token = await administration.createSupervisorToken(site, supervisorName(dataDir));
    if (!token.ok) throw new Error(token.sentence);
    writeSecret(file, `${token.value}\n`);
  }
  if ((await administration.stations(site)).length > 0) return [];
  const code = await administration.createEnrolmentCode(site, firstStation);
  return code.ok ? [{ site, station: firstStation, code: code.value.code }] : [];
}

/** Another for each central on one database: a new token replaces the one of the same name. */
function supervisorName(dataDir: string): string {
  const folder = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 12);
  return `central on ${hostname().slice(0, 60)} ${folder}`;
}
