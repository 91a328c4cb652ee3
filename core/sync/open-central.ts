import { existsSync, readFileSync } from 'node:fs';
import type { Profile } from '#contract/profile.ts';
import { enrolAnswerSchema, enrolText, routes, type EnrolAnswer } from '#contract/sync/identity-messages.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { createHttpCentral, type HttpCentral } from './http-central.ts';
import { openIdentity, takeProvisioning, type StationIdentity } from './identity.ts';
import { asCentralFailure } from './http-exchange.ts';

export type OpenedCentral = {
  readonly central: HttpCentral;
  /** The station's key and what central gave it; `enrolment()` holds central's key once it is enrolled. */
  readonly identity: StationIdentity;
};

/** Name of the one-time code among the secrets: `SIAGA_SECRET_ENROLMENT`. */
const codeSecret = 'enrolment';

/**
 * Central of this profile over HTTP with the station's own identity. The station enrols by itself at the first call that reaches central,
 * by its provisioning file or its one-time code.
 */
export function openCentral(options: {
  dataDir: string;
  profile: Profile;
  settings: NonNullable<Profile['central']>;
  readSecret: (name: string) => string | undefined;
}): Outcome<OpenedCentral> {
  const { dataDir, profile, settings, readSecret } = options;
  const who = { site: profile.site.id, station: profile.station.id };
  if (settings.provisioningFile !== undefined) {
    const taken = takeProvisioning({ dataDir, ...who, file: settings.provisioningFile });
    if (!taken.ok) return taken;
  }
  const opened = openIdentity({ dataDir, ...who, readSecret });
  if (!opened.ok) return opened;
  const identity = opened.value;
  const central = createHttpCentral({
    ...who,
    url: settings.url,
    authorityFile: settings.authorityFile,
    key: identity.key,
    async beforeSession(post) {
      if (identity.enrolment()) return success(undefined);
      const code = readCode(settings.enrolmentFile, readSecret);
      if (code === undefined) return failure('not-enrolled', `This station is not enrolled at central: put a one-time code into ${settings.enrolmentFile ?? 'SIAGA_SECRET_ENROLMENT'}.`);
      const signature = identity.key.sign(enrolText(who.site, who.station, code));
      const answered = await post(routes.enrol, { ...who, code, publicKey: identity.key.publicKey, signature });
      if (!answered.ok) return answered.code === 'code-refused' ? failure('not-enrolled', answered.sentence) : asCentralFailure(answered);
      const enrolled = enrolAnswerSchema.safeParse(answered.value);
      return enrolled.success ? identity.remember(enrolled.data satisfies EnrolAnswer) : failure('no-central', "Central's answer to the enrolment cannot be read.");
    },
  });
  return success({ central, identity });
}

function readCode(file: string | undefined, readSecret: (name: string) => string | undefined): string | undefined {
  const text = file !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : readSecret(codeSecret);
  const code = text?.trim();
  return code === '' ? undefined : code;
}
