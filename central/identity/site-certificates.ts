import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { authoritySchema, clientDays, createAuthority, issueClient, issueServer, serverDays, signRevocations, type Authority } from './authority.ts';
import type { CertificateKind, CertificateStore } from './certificate-store.ts';

/** How the certificates of a site stand. */
export type CertificateStanding = {
  /** Taken back before their time. */
  readonly revoked: readonly { readonly serial: string; readonly name: string; readonly atMs: number }[];
  /** Who had a certificate and has none any more. */
  readonly shutOut: readonly string[];
  /** The centrals of the site: each has a name of its own at the broker. */
  readonly centrals: readonly string[];
};

export type SiteCertificates = {
  /** Certificate of the site's own authority, PEM. A broker that believes only this one lets nobody of another site in. */
  authority(site: string): Promise<string>;
  /** A certificate for somebody at the broker; earlier ones of that name are taken back. */
  issue(site: string, name: string, kind: Exclude<CertificateKind, 'broker'>, publicKey: string): Promise<Outcome<string>>;
  issueBroker(site: string, names: readonly string[], publicKey: string): Promise<string>;
  /** Takes back every certificate of that name. */
  revoke(site: string, name: string): Promise<number>;
  standing(site: string): Promise<CertificateStanding>;
  /** The signed list of what was taken back, PEM, for brokers that cannot ask. */
  revocationList(site: string, revoked: CertificateStanding['revoked']): Promise<string>;
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
    async standing(site) {
      const shutOut = new Map((await options.revokedStations(site)).map(({ station, atMs }) => [station, atMs]));
      const listed = (await store.list(site)).filter(({ expiresAtMs }) => expiresAtMs > now());
      const revoked = listed.flatMap(({ serial, name, kind, revokedAtMs }) => {
        const atMs = revokedAtMs ?? (kind === 'station' ? shutOut.get(name) : undefined);
        return atMs === undefined ? [] : [{ serial, name, atMs }];
      });
      const serials = new Set(revoked.map(({ serial }) => serial));
      const good = listed.filter(({ serial }) => !serials.has(serial));
      const names = new Set(good.map(({ name }) => name));
      return {
        revoked,
        shutOut: [...new Set(revoked.map(({ name }) => name))].filter((name) => !names.has(name)),
        centrals: good.filter(({ kind }) => kind === 'central').map(({ name }) => name),
      };
    },
    revocationList: async (site, revoked) => signRevocations(await authorityOf(site), revoked, now()),
  };
}

/** The authority kept under this name; the first who asks makes it. */
export async function readAuthority(secret: (name: string, make: () => string) => Promise<string>, name: string, shown: string, nowMs: number): Promise<Authority> {
  const made = JSON.stringify(await createAuthority(shown, nowMs));
  return authoritySchema.parse(JSON.parse(await secret(name, () => made)));
}
