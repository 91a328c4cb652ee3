import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { authoritySchema, clientDays, createAuthority, issueClient, issueServer, serverDays, signRevocations, type Authority } from './authority.ts';
import type { CertificateKind, CertificateStore } from './certificate-store.ts';

export type SiteCertificates = {
  /** Certificate of the site's own authority, PEM. A broker that believes only this one lets nobody of another site in. */
  authority(site: string): Promise<string>;
  /** A certificate for a station or a bridge; earlier ones of that name are taken back. */
  issue(site: string, name: string, kind: 'station' | 'bridge', publicKey: string): Promise<Outcome<string>>;
  issueBroker(site: string, names: readonly string[], publicKey: string): Promise<string>;
  /** Takes back every certificate of that name. */
  revoke(site: string, name: string): Promise<number>;
  revocations(site: string): Promise<{ readonly list: string; readonly names: readonly string[] }>;
};

const dayMs = 86_400_000;
const safeName = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * Certificates by an authority of each site's own. `secret` keeps the authorities, the same for every central on one database;
 * `revokedStations` are those a supervisor shut out.
 */
export function createSiteCertificates(options: {
  store: CertificateStore;
  secret: (name: string, make: () => string) => Promise<string>;
  revokedStations: (site: string) => Promise<readonly { readonly station: string; readonly atMs: number }[]>;
  now: () => number;
}): SiteCertificates {
  const { store, now } = options;
  const authorities = new Map<string, Promise<Authority>>();
  const authorityOf = (site: string): Promise<Authority> => {
    const known = authorities.get(site) ?? readAuthority(options.secret, `authority of ${site}`, `Siaga 112 ${site}`, now());
    authorities.set(site, known);
    known.catch(() => authorities.delete(site));
    return known;
  };
  const keep = (site: string, name: string, kind: CertificateKind, issued: { serial: string; expiresAtMs: number }): Promise<void> =>
    store.add(site, { serial: issued.serial, name, kind, issuedAtMs: now(), expiresAtMs: issued.expiresAtMs });

  return {
    authority: async (site) => (await authorityOf(site)).certificate,
    async issue(site, name, kind, publicKey) {
      if (!safeName.test(name)) return failure('name-refused', 'A name has letters, digits, dot, dash and underscore only, at most 64.');
      const issued = await issueClient(await authorityOf(site), { site, name, publicKey, fromMs: now(), untilMs: now() + clientDays * dayMs });
      await store.revoke(site, name, now());
      await keep(site, name, kind, issued);
      return success(issued.certificate);
    },
    async issueBroker(site, names, publicKey) {
      const issued = await issueServer(await authorityOf(site), { names, publicKey, fromMs: now(), untilMs: now() + serverDays * dayMs });
      await keep(site, names[0] ?? 'broker', 'broker', issued);
      return issued.certificate;
    },
    revoke: (site, name) => store.revoke(site, name, now()),
    async revocations(site) {
      const shutOut = new Map((await options.revokedStations(site)).map(({ station, atMs }) => [station, atMs]));
      const revoked = (await store.list(site))
        .filter(({ expiresAtMs }) => expiresAtMs > now())
        .flatMap(({ serial, name, kind, revokedAtMs }) => {
          const atMs = revokedAtMs ?? (kind === 'station' ? shutOut.get(name) : undefined);
          return atMs === undefined ? [] : [{ serial, name, atMs }];
        });
      const list = await signRevocations(await authorityOf(site), revoked, now());
      const standing = new Set((await store.list(site)).filter(({ serial }) => !revoked.some((each) => each.serial === serial)).map(({ name }) => name));
      return { list, names: [...new Set(revoked.map(({ name }) => name))].filter((name) => !standing.has(name)) };
    },
  };
}

/** The authority kept under this name; the first who asks makes it. */
export async function readAuthority(secret: (name: string, make: () => string) => Promise<string>, name: string, shown: string, nowMs: number): Promise<Authority> {
  const made = JSON.stringify(await createAuthority(shown, nowMs));
  return authoritySchema.parse(JSON.parse(await secret(name, () => made)));
}
