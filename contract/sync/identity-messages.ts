import { z } from 'zod';

/** How a station proves to central who it is, and how it is taken in. Each travels like the bodies of the sync. */
const identity = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);
const signature = z.string().min(1).max(200);
const publicKey = z.string().min(1).max(400);
const pem = z.string().max(20_000);
const atMs = z.int().min(0);

export const challengeRequestSchema = z.strictObject({ site: identity, station: identity });
export type ChallengeRequest = z.output<typeof challengeRequestSchema>;
export const challengeAnswerSchema = z.strictObject({ challenge: z.string().min(1).max(300), nowMs: atMs });
export type ChallengeAnswer = z.output<typeof challengeAnswerSchema>;

export const sessionRequestSchema = z.strictObject({ site: identity, station: identity, challenge: z.string().min(1).max(300), signature });
export type SessionRequest = z.output<typeof sessionRequestSchema>;
export const sessionAnswerSchema = z.strictObject({ token: z.string().min(1).max(600), expiresInS: z.int().min(1), nowMs: atMs });
export type SessionAnswer = z.output<typeof sessionAnswerSchema>;
/** What the station signs to get a session. */
export function sessionText(site: string, station: string, challenge: string): string {
  return `siaga-session|${site}|${station}|${challenge}`;
}

export const enrolRequestSchema = z.strictObject({
  site: identity,
  station: identity,
  /** The one-time code of the supervisor. */
  code: z.string().min(8).max(100),
  /** SubjectPublicKeyInfo, DER, base64url. */
  publicKey,
  signature,
});
export type EnrolRequest = z.output<typeof enrolRequestSchema>;
/** Signed with the private key of the public one that is sent: nobody enrols a key that is not his. */
export function enrolText(site: string, station: string, code: string): string {
  return `siaga-enrol|${site}|${station}|${code}`;
}
export const enrolAnswerSchema = z.strictObject({
  /** Central's public key for receipts, as `publicKey`. */
  centralKey: publicKey,
  /** The station's certificate for the site's broker, PEM. */
  certificate: pem,
  /** The authority of the site that signed it, PEM. */
  authority: pem,
});
export type EnrolAnswer = z.output<typeof enrolAnswerSchema>;

/** The file that makes a new workstation a station without a code: made by central, carried by the installer, a secret. */
export const provisioningSchema = z.strictObject({
  v: z.literal(1),
  site: identity,
  station: identity,
  /** PKCS #8, PEM. */
  privateKey: pem,
  ...enrolAnswerSchema.shape,
});
export type Provisioning = z.output<typeof provisioningSchema>;

/** What central answers instead of what was asked, as plain JSON. */
export const refusalSchema = z.object({ code: z.string().min(1).max(64), sentence: z.string().min(1).max(1_000) });

/** The content type of every body: JSON compressed with Zstandard. */
export const bodyType = 'application/x-siaga';

/** What a station tells of itself with each call, for the supervisor: its clock's offset in ms, if known, and how many acts wait: `-120;3`. */
export const stateHeader = 'siaga-state';

/** Where central answers what. All are POST. */
export const routes = {
  challenge: '/v1/challenge',
  session: '/v1/session',
  enrol: '/v1/enrol',
  push: '/v1/push',
  pull: '/v1/pull',
  snapshot: '/v1/snapshot',
  history: '/v1/history',
  keys: '/v1/keys',
  heardOffer: '/v1/heard/offer',
  heardPush: '/v1/heard/push',
  heardPull: '/v1/heard/pull',
  recordingOffer: '/v1/recording/offer',
  recordingPush: '/v1/recording/push',
  recordingPull: '/v1/recording/pull',
} as const;
