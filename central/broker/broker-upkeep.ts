import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Profile } from '#contract/profile.ts';
import type { Clock } from '#ledger/clock.ts';
import type { Log } from '#ledger/log.ts';
import { brokerFileNames, mosquittoRights } from '../identity/broker-acl.ts';
import { rightsOfSite, type RightsParts } from '../identity/hand-out.ts';

export type BrokerUpkeep = {
  /** Looks at once who may come, instead of within 5 s. */
  refresh(): Promise<void>;
  close(): Promise<void>;
};

/** So long another central on the same database may not have heard of a revocation. */
const everyMs = 5_000;
/** What the list of revocations was made of, so that it is signed again only when that changed. */
const revokedNote = 'revoked.txt';

/** Keeps the rights and the list of revocations of a site's Mosquitto as the database has them, and tells it to read them anew. */
export async function startBrokerUpkeep(options: { profile: Profile; folder: string; parts: RightsParts; clock: Clock; log: Log }): Promise<BrokerUpkeep> {
  const { profile, folder, parts, log } = options;
  const at = (name: string): string => join(folder, name);
  let looking: Promise<void> = Promise.resolve();

  const look = async (): Promise<void> => {
    const { rights, revoked } = await rightsOfSite(parts, profile);
    const list = mosquittoRights(rights);
    const serials = revoked.map(({ serial }) => serial).join('\n');
    const isRevokedNew = readText(at(revokedNote)) !== serials || readText(at(brokerFileNames.revoked)) === null;
    const areRightsNew = readText(at(brokerFileNames.rights)) !== list;
    if (!isRevokedNew && !areRightsNew) return;
    if (isRevokedNew) replace(at(brokerFileNames.revoked), await parts.certificates.revocationList(profile.site.id, revoked));
    if (areRightsNew) replace(at(brokerFileNames.rights), list);
    const told = tellMosquitto(at(brokerFileNames.pid));
    // Last: what was cut off before is done again.
    replace(at(revokedNote), serials);
    log.info('rights at the broker were written anew', { site: profile.site.id, folder, told });
  };
  const refresh = (): Promise<void> => {
    looking = looking.then(look).catch((error: unknown) => {
      log.warn('rights at the broker could not be written', { folder, fault: error instanceof Error ? error.message : String(error) });
    });
    return looking;
  };
  await refresh();
  const stop = options.clock.every(everyMs, () => void refresh());
  return {
    refresh,
    async close() {
      stop();
      await looking;
    },
  };
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** Whole or not at all: the broker may read at any moment. */
function replace(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o644 });
  renameSync(`${file}.new`, file);
}

/** Whether it could be told: a Mosquitto of another user is reloaded by its service manager, which watches the folder. */
function tellMosquitto(pidFile: string): boolean {
  const pid = Number.parseInt(readText(pidFile) ?? '', 10);
  if (!(pid > 1) || process.platform === 'win32') return false;
  try {
    process.kill(pid, 'SIGHUP');
    return true;
  } catch {
    return false;
  }
}
