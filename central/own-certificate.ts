import { issueServer, serverDays } from './identity/authority.ts';
import { readAuthority } from './identity/site-certificates.ts';
import { createSigningKey } from '#ledger/station-key.ts';

const dayMs = 86_400_000;

export type ServerCertificate = {
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
  /** Of whoever signed it, where central did; PEM. */
  readonly authority: string | null;
};

/** A certificate that central makes for itself at each start, by an authority that every central on the database shares. */
export async function ownCertificate(
  secret: (name: string, make: () => string) => Promise<string>,
  names: readonly string[],
  nowMs: number,
): Promise<ServerCertificate> {
  const authority = await readAuthority(secret, 'authority of central', 'Siaga 112 central', nowMs);
  const key = createSigningKey();
  const { certificate } = await issueServer(authority, { names, publicKey: key.publicKey, fromMs: nowMs, untilMs: nowMs + serverDays * dayMs });
  return { certificate, key: key.privateKeyPem, authority: authority.certificate };
}
