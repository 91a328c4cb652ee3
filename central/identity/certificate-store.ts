import type { Queries } from '../db/central-database.ts';

export type CertificateKind = 'station' | 'bridge' | 'central' | 'broker';
export type IssuedCertificate = {
  readonly serial: string;
  readonly name: string;
  readonly kind: CertificateKind;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
  readonly revokedAtMs: number | null;
};

/** Every certificate central gave out, so that it can take back each of them. */
export type CertificateStore = {
  add(site: string, certificate: Omit<IssuedCertificate, 'revokedAtMs'>): Promise<void>;
  /** Takes back whatever was issued to that name before. */
  revoke(site: string, name: string, atMs: number): Promise<number>;
  list(site: string): Promise<readonly IssuedCertificate[]>;
};

export function createCertificateStore(database: Queries): CertificateStore {
  return {
    async add(site, { serial, name, kind, issuedAtMs, expiresAtMs }) {
      await database.query('INSERT INTO certificates (site, serial, name, kind, issued_at_ms, expires_at_ms) VALUES ($1, $2, $3, $4, $5, $6)', [
        site,
        serial,
        name,
        kind,
        issuedAtMs,
        expiresAtMs,
      ]);
    },
    async revoke(site, name, atMs) {
      const revoked = await database.query('UPDATE certificates SET revoked_at_ms = $3 WHERE site = $1 AND name = $2 AND revoked_at_ms IS NULL RETURNING serial', [
        site,
        name,
        atMs,
      ]);
      return revoked.length;
    },
    list: (site) =>
      database.query<IssuedCertificate>(
        `SELECT serial, name, kind, issued_at_ms AS "issuedAtMs", expires_at_ms AS "expiresAtMs", revoked_at_ms AS "revokedAtMs"
         FROM certificates WHERE site = $1 ORDER BY issued_at_ms, serial`,
        [site],
      ),
  };
}
