import { z } from 'zod';
import { profileSchema, type Profile } from '#contract/profile.ts';
import type { Provisioning } from '#contract/sync/identity-messages.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { createSigningKey } from '#ledger/station-key.ts';
import type { SiteAdministration } from '../engine/site-administration.ts';
import { brokerFileNames, mosquittoConfiguration, mosquittoRights } from './broker-acl.ts';
import { brokerRights, type BrokerRights } from './broker-rights.ts';
import type { CertificateStanding, SiteCertificates } from './site-certificates.ts';

export type RightsParts = { readonly engine: { readonly administration: SiteAdministration }; readonly certificates: SiteCertificates };
type Parts = RightsParts & { readonly centralKey: string };
type Files = { readonly files: Readonly<Record<string, string>> };

/** Makes a station's key here and lets it in: the answer is what a provisioning file holds. */
export async function provision({ engine, certificates, centralKey }: Parts, site: string, station: string): Promise<Outcome<Provisioning>> {
  const key = createSigningKey();
  const added = await engine.administration.addStation(site, station, key.publicKey);
  if (!added.ok) return added;
  const certificate = await certificates.issue(site, station, 'station', key.publicKey);
  if (!certificate.ok) return certificate;
  return success({ v: 1, site, station, privateKey: key.privateKeyPem, centralKey, certificate: certificate.value, authority: await certificates.authority(site) });
}

/** Key and certificate of a bridge, a terminal or a central (`central`, `central-2` …) for the site's broker. */
export async function filesForClient({ engine, certificates }: RightsParts, site: string, name: string): Promise<Outcome<Files>> {
  if (await engine.administration.standing(site, name)) return failure('is-station', `${name} is a station of ${site}: its certificate comes with its enrolment.`);
  const key = createSigningKey();
  const certificate = await certificates.issue(site, name, /^central(-\d+)?$/.test(name) ? 'central' : 'bridge', key.publicKey);
  if (!certificate.ok) return certificate;
  return success({
    files: { [`${name}.key`]: key.privateKeyPem, [`${name}.pem`]: certificate.value, [brokerFileNames.authority]: await certificates.authority(site) },
  });
}

/** Who may do what at the broker of the profile's site at this moment, and whose certificates were taken back. */
export async function rightsOfSite(
  { engine, certificates }: RightsParts,
  profile: Profile,
): Promise<{ readonly rights: readonly BrokerRights[]; readonly revoked: CertificateStanding['revoked'] }> {
  const site = profile.site.id;
  const { revoked, shutOut, centrals } = await certificates.standing(site);
  const stations = await engine.administration.stations(site);
  const named = new Set([...stations.map(({ station }) => station), profile.station.id, ...profile.stations]);
  for (const { station, revokedAtMs } of stations) if (revokedAtMs !== null) named.delete(station);
  const rights = brokerRights(profile, profile.brokers[0]?.id ?? '', [...named], centrals.length > 0 ? centrals : undefined);
  return { rights: rights.filter(({ user }) => !shutOut.includes(user)), revoked };
}

export const brokerFiles = z.strictObject({ profile: profileSchema, names: z.array(z.string().min(1).max(253)).min(1).max(10), folder: z.string().min(1).max(500) });

/** Everything a Mosquitto needs to be the broker of a site: configuration, rights, its certificate and who was shut out. */
export async function filesForBroker(parts: Parts, site: string, { profile, names, folder }: z.output<typeof brokerFiles>): Promise<Outcome<Files>> {
  const { certificates } = parts;
  const [broker] = profile.brokers;
  if (profile.site.id !== site || !broker) return failure('profile-of-another', `The profile must be of the site ${site} and name its broker first.`);
  const { rights, revoked } = await rightsOfSite(parts, profile);
  const key = createSigningKey();
  return success({
    files: {
      [brokerFileNames.configuration]: mosquittoConfiguration({ folder, port: Number(new URL(broker.url).port || 8883) }),
      [brokerFileNames.rights]: mosquittoRights(rights),
      [brokerFileNames.authority]: await certificates.authority(site),
      [brokerFileNames.certificate]: await certificates.issueBroker(site, names, key.publicKey),
      [brokerFileNames.key]: key.privateKeyPem,
      [brokerFileNames.revoked]: await certificates.revocationList(site, revoked),
    },
  });
}
