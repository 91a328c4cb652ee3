import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Profile } from '#contract/profile.ts';
import { enrolAnswerSchema, provisioningSchema, type EnrolAnswer } from '#contract/sync/identity-messages.ts';
import { keysAnswerSchema } from '#contract/sync/sync-messages.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { createSigningKey, readSigningKey, type SigningKey } from '#ledger/station-key.ts';
import type { KeptKeys } from './station-keys.ts';

export type StationIdentity = {
  /** Signs what the station says; its private half is never shown or logged. */
  readonly key: SigningKey;
  /** What central gave at enrolment; null before. */
  enrolment(): EnrolAnswer | null;
  remember(enrolment: EnrolAnswer): Outcome<void>;
  /** The keys of the site's stations as central told them last; beside the key, so that they outlive a damaged database. */
  readonly stationKeys: KeptKeys;
};

const enrolmentSchema = z.strictObject({ site: z.string(), station: z.string(), ...enrolAnswerSchema.shape });
/** Name of the key among the service manager's credentials or in the environment (`SIAGA_SECRET_STATION_KEY`); then no file holds it. */
const keySecret = 'station-key';

/**
 * The profile with this station's own certificate at every encrypted broker of it that names none. The files are there once the station is
 * enrolled; they are read at each attempt to connect.
 */
export function withOwnCertificate(profile: Profile, dataDir: string): Profile {
  if (!profile.central) return profile;
  const files = identityFiles(dataDir);
  const isEncrypted = (url: string): boolean => url.startsWith('mqtts:') || url.startsWith('wss:');
  return {
    ...profile,
    brokers: profile.brokers.map((broker) => (isEncrypted(broker.url) && broker.certificateFile === undefined && broker.user === undefined ? { ...files, ...broker } : broker)),
  };
}

function identityFiles(dataDir: string): { readonly keyFile: string; readonly certificateFile: string; readonly authorityFile: string } {
  const folder = join(dataDir, 'identity');
  return { keyFile: join(folder, 'station-key.pem'), certificateFile: join(folder, 'certificate.pem'), authorityFile: join(folder, 'authority.pem') };
}

/** The station's identity from its data folder; the key pair is made at the first start. Refused when others on this computer can read the key. */
export function openIdentity(options: {
  dataDir: string;
  site: string;
  station: string;
  readSecret: (name: string) => string | undefined;
}): Outcome<StationIdentity> {
  const { dataDir, site, station } = options;
  const files = identityFiles(dataDir);
  const enrolmentFile = join(dataDir, 'identity', 'enrolment.json');
  const given = options.readSecret(keySecret);
  try {
    mkdirSync(join(dataDir, 'identity'), { recursive: true, mode: 0o700 });
    const key = given === undefined ? readKey(files.keyFile) : parseKey(given, `the secret "${keySecret}"`);
    if (!key.ok) return key;
    const read = readEnrolment(enrolmentFile);
    if (!read.ok) return read;
    let enrolment = read.value;
    if (enrolment && (enrolment.site !== site || enrolment.station !== station)) {
      return failure(
        'identity-of-another',
        `This data folder is enrolled as ${enrolment.station} of ${enrolment.site}, and the profile says ${station} of ${site}: use another data folder.`,
      );
    }
    return success({
      key: key.value,
      enrolment: () => enrolment,
      remember(answer) {
        try {
          writeSafely(files.certificateFile, answer.certificate, 0o644);
          writeSafely(files.authorityFile, answer.authority, 0o644);
          writeSafely(enrolmentFile, JSON.stringify({ site, station, ...answer }), 0o644);
        } catch (error) {
          return failure('identity-unsaved', `The enrolment cannot be kept in ${dataDir}: ${messageOf(error)}`);
        }
        enrolment = { site, station, ...answer };
        return success(undefined);
      },
      stationKeys: keptInFile(join(dataDir, 'identity', 'stations.json')),
    });
  } catch (error) {
    return failure('identity-unreadable', `The identity of the station in ${dataDir} cannot be used: ${messageOf(error)}`);
  }
}

/**
 * Takes up a provisioning file in a data folder that is not enrolled yet and removes the file, because it holds the private key. Nothing to
 * do when the folder is enrolled or the file is not there.
 */
export function takeProvisioning(options: { dataDir: string; site: string; station: string; file: string }): Outcome<void> {
  const { dataDir, site, station, file } = options;
  const files = identityFiles(dataDir);
  if (!existsSync(file) || existsSync(files.certificateFile)) return success(undefined);
  try {
    const parsed = provisioningSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (!parsed.success) return failure('provisioning-invalid', `${file} is no provisioning file of this version.`);
    const { site: ofSite, station: ofStation, privateKey, centralKey, certificate, authority } = parsed.data;
    if (ofSite !== site || ofStation !== station) {
      return failure('provisioning-of-another', `${file} is for ${ofStation} of ${ofSite}, and the profile says ${station} of ${site}.`);
    }
    const key = parseKey(privateKey, file);
    if (!key.ok) return key;
    mkdirSync(join(dataDir, 'identity'), { recursive: true, mode: 0o700 });
    writeSafely(files.keyFile, key.value.privateKeyPem, 0o600);
    const opened = openIdentity({ dataDir, site, station, readSecret: () => undefined });
    if (!opened.ok) return opened;
    const remembered = opened.value.remember({ centralKey, certificate, authority });
    if (remembered.ok) rmSync(file);
    return remembered;
  } catch (error) {
    return failure('provisioning-unreadable', `The provisioning file ${file} cannot be taken up: ${messageOf(error)}`);
  }
}

function readKey(file: string): Outcome<SigningKey> {
  if (!existsSync(file)) {
    const made = createSigningKey();
    writeSafely(file, made.privateKeyPem, 0o600);
    if (isReadableByOthers(file)) {
      rmSync(file);
      return failure(
        'no-safe-place',
        `The file system of ${file} keeps no access rights, so others could read the station's key: use a data folder on the system's own disk, or hand over the key as the credential "${keySecret}".`,
      );
    }
    return success(made);
  }
  if (isReadableByOthers(file)) {
    return failure(
      'key-readable',
      `Other users of this computer can read the station's key: chmod 600 ${file}. If somebody may have taken it, delete it and enrol the station again.`,
    );
  }
  return parseKey(readFileSync(file, 'utf8'), file);
}

/** Windows guards the folder of a user by inheritance, which modes do not show. */
function isReadableByOthers(file: string): boolean {
  return process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0;
}

function parseKey(pem: string, from: string): Outcome<SigningKey> {
  try {
    return success(readSigningKey(pem));
  } catch {
    return failure('key-invalid', `What stands in ${from} is no private key.`);
  }
}

function readEnrolment(file: string): Outcome<z.output<typeof enrolmentSchema> | null> {
  if (!existsSync(file)) return success(null);
  const parsed = enrolmentSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  return parsed.success ? success(parsed.data) : failure('enrolment-invalid', `${file} is not as it was written: delete the folder's "identity" and enrol the station again.`);
}

/** A file that is not as it was written counts as none: central tells its content anew. */
function keptInFile(file: string): KeptKeys {
  return {
    read() {
      if (!existsSync(file)) return [];
      try {
        return keysAnswerSchema.shape.stations.parse(JSON.parse(readFileSync(file, 'utf8')));
      } catch {
        return [];
      }
    },
    keep: (keys) => writeSafely(file, JSON.stringify(keys), 0o644),
  };
}

/** Whole or not at all, and on the disk. */
function writeSafely(file: string, text: string, mode: number): void {
  const written = `${file}.new`;
  rmSync(written, { force: true });
  const descriptor = openSync(written, 'wx', mode);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  // The mode of `open` is narrowed by the umask.
  chmodSync(written, mode);
  renameSync(written, file);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
