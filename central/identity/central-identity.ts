import { createHash, randomBytes } from 'node:crypto';
import {
  enrolText,
  sessionText,
  type ChallengeAnswer,
  type ChallengeRequest,
  type EnrolAnswer,
  type EnrolRequest,
  type SessionAnswer,
  type SessionRequest,
} from '#contract/sync/identity-messages.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { isSignedBy } from '#ledger/station-key.ts';
import type { SiteAdministration, StationStanding } from '../engine/site-administration.ts';
import { seal, unseal } from './sealed-text.ts';
import type { SiteCertificates } from './site-certificates.ts';

/** A workstation of a site, proven by its key. */
export type StationOfSite = { readonly site: string; readonly station: string };
/** A person who may see and steer a site through central. */
export type Supervisor = { readonly site: string; readonly name: string };

/** Who is who: keys, codes, sessions, revocation. Nothing of it is kept in this process but for 5 s, so that several centrals may stand side by side. */
export type CentralIdentity = {
  challenge(request: ChallengeRequest): Promise<Outcome<ChallengeAnswer>>;
  session(request: SessionRequest): Promise<Outcome<SessionAnswer>>;
  enrol(request: EnrolRequest): Promise<Outcome<EnrolAnswer>>;
  /** Failures: `session-unknown` (ask for a new one), `revoked`. */
  stationOf(token: string): Promise<Outcome<StationOfSite>>;
  /** Whom central once gave this session, whatever it is worth now: who is refused is named. */
  holderOf(token: string): StationOfSite | null;
  supervisorOf(token: string): Promise<Outcome<Supervisor>>;
};

type Standing = Pick<StationStanding, 'publicKey' | 'revokedAtMs'>;

const challengeMs = 60_000;
const sessionMs = 600_000;
/** How long a revocation may go unnoticed here. */
const standingMs = 5_000;
const mostStandings = 5_000;
const separator = '|';

export async function createCentralIdentity(options: {
  register: Pick<SiteAdministration, 'standing' | 'enrol' | 'supervisorOf' | 'secret'>;
  certificates: Pick<SiteCertificates, 'authority' | 'issue'>;
  /** Central's public key for receipts. */
  centralKey: string;
  now: () => number;
}): Promise<CentralIdentity> {
  const { register, certificates, now } = options;
  const secret = await register.secret('sessions', () => randomBytes(32).toString('base64url'));
  const standings = new Map<string, { readonly standing: Standing | undefined; readonly untilMs: number }>();

  const lookUp = async (site: string, station: string): Promise<Standing | undefined> => {
    const standing = await register.standing(site, station);
    if (standings.size >= mostStandings) standings.clear();
    standings.set(`${site}/${station}`, { standing, untilMs: now() + standingMs });
    return standing;
  };
  const mayCome = (standing: Standing | undefined, { site, station }: StationOfSite): Outcome<string> => {
    if (!standing || standing.publicKey === null) return failure('not-enrolled', `Central does not know a station ${station} of ${site}: it must be enrolled.`);
    if (standing.revokedAtMs !== null) return failure('revoked', `A supervisor has shut out the station ${station}; it must be enrolled again.`);
    return success(standing.publicKey);
  };

  const readSession = (token: string): { readonly holder: StationOfSite; readonly untilMs: number; readonly ofKey: string } | null => {
    const [kind, site = '', station = '', untilMs, ofKey = ''] = (unseal(secret, token) ?? '').split(separator);
    return kind === 'session' ? { holder: { site, station }, untilMs: Number(untilMs), ofKey } : null;
  };

  return {
    async challenge({ site, station }) {
      const nonce = randomBytes(16).toString('base64url');
      return success({ challenge: seal(secret, ['challenge', site, station, now() + challengeMs, nonce].join(separator)), nowMs: now() });
    },

    async session({ site, station, challenge, signature }) {
      const [kind, ofSite, ofStation, untilMs] = (unseal(secret, challenge) ?? '').split(separator);
      if (kind !== 'challenge' || ofSite !== site || ofStation !== station || Number(untilMs) < now()) {
        return failure('session-unknown', 'The challenge is not of this central or too old; ask for a new one.');
      }
      const key = mayCome(await lookUp(site, station), { site, station });
      if (!key.ok) return key;
      if (!isSignedBy(key.value, sessionText(site, station, challenge), signature)) {
        return failure('not-enrolled', `The key of this workstation is not the one that ${station} was enrolled with.`);
      }
      const token = seal(secret, ['session', site, station, now() + sessionMs, keyId(key.value)].join(separator));
      return success({ token, expiresInS: sessionMs / 1000, nowMs: now() });
    },

    async enrol({ site, station, code, publicKey, signature }) {
      if (!isSignedBy(publicKey, enrolText(site, station, code), signature)) {
        return failure('code-refused', 'The enrolment is not signed with the key it brings.');
      }
      const before = await register.standing(site, station);
      // An answer that was lost on the way: the same key asks again, and its code is used up.
      const isAgain = before?.publicKey === publicKey && before.revokedAtMs === null;
      const enrolled = isAgain ? success(before) : await register.enrol(site, station, code, publicKey);
      if (!enrolled.ok) return failure('code-refused', enrolled.sentence);
      standings.delete(`${site}/${station}`);
      const certificate = await certificates.issue(site, station, 'station', publicKey);
      if (!certificate.ok) return certificate;
      return success({ centralKey: options.centralKey, certificate: certificate.value, authority: await certificates.authority(site) });
    },

    async stationOf(token) {
      const session = readSession(token);
      if (!session || session.untilMs < now()) return failure('session-unknown', 'The session is not known or over; ask for a new one.');
      const { site, station } = session.holder;
      const known = standings.get(`${site}/${station}`);
      const standing = known && known.untilMs > now() ? known.standing : await lookUp(site, station);
      const key = mayCome(standing, { site, station });
      if (!key.ok) return key;
      if (keyId(key.value) !== session.ofKey) return failure('session-unknown', 'The station was enrolled with another key since; ask for a new session.');
      return success(session.holder);
    },

    holderOf: (token) => readSession(token)?.holder ?? null,

    async supervisorOf(token) {
      const supervisor = token === '' ? undefined : await register.supervisorOf(token);
      return supervisor ? success(supervisor) : failure('token-refused', 'Central does not know this supervisor token.');
    },
  };
}

function keyId(publicKey: string): string {
  return createHash('sha256').update(publicKey).digest('base64url').slice(0, 22);
}
