import type { Outcome } from '#domain/outcome/outcome.ts';

export type StationStanding = {
  readonly station: string;
  /** SubjectPublicKeyInfo, DER, base64url; null where stations have no keys (exercise). */
  readonly publicKey: string | null;
  readonly enrolledAtMs: number;
  readonly revokedAtMs: number | null;
};
export type ListedStation = StationStanding & { readonly headSeq: number; readonly lastPushMs: number | null };

export type SiteAdministration = {
  /** Creates the site where there is none; true when it did. */
  createSite(site: string): Promise<boolean>;
  sites(): Promise<readonly { readonly site: string; readonly epoch: string; readonly head: { readonly seq: number; readonly hash: string } }[]>;
  /** A one-time code, good for 24 h and for that station only; central keeps its SHA-256 and cannot show it again. */
  createEnrolmentCode(site: string, station: string): Promise<Outcome<{ readonly code: string; readonly expiresAtMs: number }>>;
  /** Uses the code up and registers the station's key; enrolling again replaces the key and ends a revocation. */
  enrol(site: string, station: string, code: string, publicKey: string): Promise<Outcome<StationStanding>>;
  /** Lets a station in without a code: a provisioning file, an exercise, a test. */
  addStation(site: string, station: string, publicKey: string | null): Promise<Outcome<StationStanding>>;
  revoke(site: string, station: string): Promise<Outcome<StationStanding>>;
  /** Undefined: never enrolled, or no such site. */
  standing(site: string, station: string): Promise<StationStanding | undefined>;
  stations(site: string): Promise<readonly ListedStation[]>;
  /** A token that lets a supervisor of this site in; only its SHA-256 is kept. A new one replaces the old. */
  createSupervisorToken(site: string, name: string): Promise<Outcome<string>>;
  removeSupervisor(site: string, name: string): Promise<void>;
  supervisorOf(token: string): Promise<{ readonly site: string; readonly name: string } | undefined>;
  /** A secret of this central by name; the first who asks makes it, and every central on the database then has the same. */
  secret(name: string, make: () => string): Promise<string>;
};
