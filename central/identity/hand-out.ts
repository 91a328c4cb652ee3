import { z } from 'zod';
import { profileSchema } from '#contract/profile.ts';
import type { Provisioning } from '#contract/sync/identity-messages.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { createSigningKey } from '#ledger/station-key.ts';
import type { SiteAdministration } from '../engine/site-administration.ts';
import { brokerFileNames, mosquittoConfiguration, mosquittoRights } from './broker-acl.ts';
import { brokerRights } from './broker-rights.ts';
import type { SiteCertificates } from './site-certificates.ts';

type Parts = { readonly engine: { readonly administration: SiteAdministration }; readonly certificates: SiteCertificates; readonly centralKey: string };

/** Makes a station's key here and lets it in: the answer is what a provisioning file holds. */
export async function provision({ engine, certificates, centralKey }: Parts, site: string, station: string): Promise<Outcome<Provisioning>> {
  const key = createSigningKey();
  const added = await engine.administration.addStation(site, station, key.publicKey);
  if (!added.ok) return added;
  const certificate = await certificates.issue(site, station, 'station', key.publicKey);
  if (!certificate.ok) return certificate;
  return success({ v: 1, site, station, privateKey: key.privateKeyPem, centralKey, certificate: certificate.value, authority: await certificates.authority(site) });
}

export const brokerFiles = z.strictObject({ profile: profileSchema, names: z.array(z.string().min(1).max(253)).min(1).max(10), folder: z.string().min(1).max(500) });

/** Everything a Mosquitto needs to be the broker of a site: configuration, rights, its certificate and who was shut out. */
export async function filesForBroker(
  { engine, certificates }: Parts,
  site: string,
  { profile, names, folder }: z.output<typeof brokerFiles>,
): Promise<Outcome<{ readonly files: Readonly<Record<string, string>> }>> {
  const [broker] = profile.brokers;
  if (profile.site.id !== site || !broker) return failure('profile-of-another', `The profile must be of the site ${site} and name its broker first.`);
  const revoked = await certificates.revocations(site);
  const stations = (await engine.administration.stations(site)).filter(({ revokedAtMs }) => revokedAtMs === null).map(({ station }) => station);
  const rights = brokerRights(profile, broker.id, [...new Set([...stations, profile.station.id, ...profile.stations])]).filter(({ user }) => !revoked.names.includes(user));
  const key = createSigningKey();
  return success({
    files: {
      [brokerFileNames.configuration]: mosquittoConfiguration({ folder, port: Number(new URL(broker.url).port || 8883) }),
      [brokerFileNames.rights]: mosquittoRights(rights),
      [brokerFileNames.authority]: await certificates.authority(site),
      [brokerFileNames.certificate]: await certificates.issueBroker(site, names, key.publicKey),
      [brokerFileNames.key]: key.privateKeyPem,
      [brokerFileNames.revoked]: revoked.list,
    },
  });
}
