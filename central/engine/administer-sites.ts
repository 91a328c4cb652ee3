import { createHash, randomBytes } from 'node:crypto';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import type { Clock } from '#ledger/clock.ts';
import type { CentralDatabase } from '../db/central-database.ts';
import { isCentralStation } from './read-batches.ts';
import type { ListedStation, SiteAdministration, StationStanding } from './site-administration.ts';
import { isName } from './site-rows.ts';

const codeHours = 24;
/** Without letters and digits that are taken for each other when read aloud. */
const codeLetters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const codeLength = 16;
const standingColumns = 'station, public_key, enrolled_ms, revoked_ms';

type StandingRow = { station: string; public_key: string | null; enrolled_ms: number; revoked_ms: number | null };

export function createSiteAdministration({ database, clock }: { database: CentralDatabase; clock: Clock }): SiteAdministration {
  const { query } = database;
  const isSite = async (site: string): Promise<boolean> => (await query('SELECT 1 FROM sites WHERE site = $1', [site])).length > 0;
  const checkNames = async (site: string, station: string): Promise<Outcome<void>> => {
    if (!isName(station) || isCentralStation(station)) return failure('name-refused', `A station cannot be called "${station}": letters, digits, dot, dash and underscore, and not "central".`);
    return (await isSite(site)) ? success(undefined) : failure('no-site', `Central knows no site ${site}.`);
  };

  /** The key is taken in place of the one before, by which older signatures are still known. */
  const register = async (site: string, station: string, publicKey: string | null): Promise<StationStanding> => {
    const [row] = await query<StandingRow>(
      `INSERT INTO stations (site, station, public_key, enrolled_ms) VALUES ($1, $2, $3, $4)
       ON CONFLICT (site, station) DO UPDATE SET
         former_keys = CASE WHEN stations.public_key IS NULL OR stations.public_key = excluded.public_key OR stations.revoked_ms IS NOT NULL
           THEN stations.former_keys ELSE (stations.former_keys::jsonb || to_jsonb(stations.public_key))::text END,
         public_key = excluded.public_key, enrolled_ms = excluded.enrolled_ms, revoked_ms = NULL
       RETURNING ${standingColumns}`,
      [site, station, publicKey, clock.now()],
    );
    if (!row) throw new Error(`the station ${station} of ${site} was not registered`);
    return standingOf(row);
  };

  return {
    async createSite(site) {
      if (!isName(site)) throw new Error(`A site cannot be called "${site}".`);
      const created = await query('INSERT INTO sites (site, epoch, created_ms) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING site', [
        site,
        randomBytes(12).toString('base64url'),
        clock.now(),
      ]);
      return created.length > 0;
    },
    async sites() {
      const rows = await query<{ site: string; epoch: string; head_seq: number; head_hash: string }>('SELECT site, epoch, head_seq, head_hash FROM sites ORDER BY site');
      return rows.map(({ site, epoch, head_seq, head_hash }) => ({ site, epoch, head: { seq: head_seq, hash: head_hash } }));
    },
    async createEnrolmentCode(site, station) {
      const named = await checkNames(site, station);
      if (!named.ok) return named;
      const code = makeCode();
      const expiresAtMs = clock.now() + codeHours * 3_600_000;
      await query('DELETE FROM enrolment_codes WHERE expires_ms < $1', [clock.now()]);
      await query('INSERT INTO enrolment_codes (code_sha256, site, station, expires_ms) VALUES ($1, $2, $3, $4)', [sha256(code), site, station, expiresAtMs]);
      return success({ code, expiresAtMs });
    },
    async enrol(site, station, code, publicKey) {
      const named = await checkNames(site, station);
      if (!named.ok) return named;
      // Used up by the one statement that finds it good: of two who come with it at once, one is let in.
      const used = await query(
        'UPDATE enrolment_codes SET used_ms = $4 WHERE code_sha256 = $1 AND site = $2 AND station = $3 AND used_ms IS NULL AND expires_ms > $4 RETURNING 1 AS used',
        [sha256(normalCode(code)), site, station, clock.now()],
      );
      if (used.length === 0) return failure('code-refused', `The code is not one for ${station} of ${site}, or was used, or is older than ${codeHours} h. Ask a supervisor for a new one.`);
      return success(await register(site, station, publicKey));
    },
    async addStation(site, station, publicKey) {
      const named = await checkNames(site, station);
      return named.ok ? success(await register(site, station, publicKey)) : named;
    },
    async revoke(site, station) {
      const [row] = await query<StandingRow>(
        `UPDATE stations SET revoked_ms = coalesce(revoked_ms, $3), former_keys = '[]' WHERE site = $1 AND station = $2 RETURNING ${standingColumns}`,
        [site, station, clock.now()],
      );
      return row ? success(standingOf(row)) : failure('no-station', `Central knows no station ${station} of ${site}.`);
    },
    async standing(site, station) {
      const [row] = await query<StandingRow>(`SELECT ${standingColumns} FROM stations WHERE site = $1 AND station = $2`, [site, station]);
      return row && standingOf(row);
    },
    async stations(site) {
      const rows = await query<StandingRow & { head_seq: number; last_push_ms: number | null }>(
        `SELECT ${standingColumns}, head_seq, last_push_ms FROM stations WHERE site = $1 ORDER BY station`,
        [site],
      );
      return rows
        .filter(({ station }) => !isCentralStation(station))
        .map((row): ListedStation => ({ ...standingOf(row), headSeq: row.head_seq, lastPushMs: row.last_push_ms }));
    },
    async createSupervisorToken(site, name) {
      if (!(await isSite(site))) return failure('no-site', `Central knows no site ${site}.`);
      if (name.length === 0 || name.length > 100) return failure('name-refused', 'A supervisor needs a name of at most 100 characters.');
      const token = randomBytes(32).toString('base64url');
      await query('INSERT INTO supervisors (site, name, token_sha256) VALUES ($1, $2, $3) ON CONFLICT (site, name) DO UPDATE SET token_sha256 = excluded.token_sha256', [
        site,
        name,
        sha256(token),
      ]);
      return success(token);
    },
    async removeSupervisor(site, name) {
      await query('DELETE FROM supervisors WHERE site = $1 AND name = $2', [site, name]);
    },
    async supervisorOf(token) {
      const [row] = await query<{ site: string; name: string }>('SELECT site, name FROM supervisors WHERE token_sha256 = $1', [sha256(token)]);
      return row;
    },
    async secret(name, make) {
      await query('INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [name, make()]);
      const [row] = await query<{ value: string }>('SELECT value FROM secrets WHERE name = $1', [name]);
      if (!row) throw new Error(`the secret ${name} was not kept`);
      return row.value;
    },
  };
}

function standingOf({ station, public_key, enrolled_ms, revoked_ms }: StandingRow): StationStanding {
  return { station, publicKey: public_key, enrolledAtMs: enrolled_ms, revokedAtMs: revoked_ms };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Four groups of four. */
function makeCode(): string {
  const letters = Array.from(randomBytes(codeLength), (byte) => codeLetters[byte % codeLetters.length] ?? '');
  return [0, 4, 8, 12].map((from) => letters.slice(from, from + 4).join('')).join('-');
}

/** As it may be typed: small letters, without dashes. */
function normalCode(typed: string): string {
  const letters = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return [0, 4, 8, 12].map((from) => letters.slice(from, from + 4)).join('-');
}
