import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export type AccessTokens = {
  /** The token made for this start, shown once to whoever started the server. */
  readonly ownToken: string;
  /** Who a token belongs to, or null. */
  operatorOf(token: string): string | null;
};

/** Tokens of the profile's operators (known only by their SHA-256) and one made for this start. */
export function createAccessTokens(operators: readonly { name: string; tokenSha256: string }[], ownOperator: string): AccessTokens {
  const ownToken = randomBytes(24).toString('base64url');
  const known = [
    { name: ownOperator, digest: digestOf(ownToken) },
    ...operators.map(({ name, tokenSha256 }) => ({ name, digest: Buffer.from(tokenSha256, 'hex') })),
  ];
  return {
    ownToken,
    operatorOf(token) {
      const digest = digestOf(token);
      let found: string | null = null;
      for (const each of known) if (timingSafeEqual(each.digest, digest)) found = each.name;
      return found;
    },
  };
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
