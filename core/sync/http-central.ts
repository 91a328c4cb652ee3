import type { z } from 'zod';
import type { CentralApi, GiveWay } from '#contract/sync/central-api.ts';
import { challengeAnswerSchema, routes, sessionAnswerSchema, sessionText } from '#contract/sync/identity-messages.ts';
import { recordingOfferAnswerSchema, recordingPullAnswerSchema, recordingPushAnswerSchema } from '#contract/sync/recording-messages.ts';
import {
  heardOfferAnswerSchema,
  heardPullAnswerSchema,
  heardPushAnswerSchema,
  historyAnswerSchema,
  keysAnswerSchema,
  pullAnswerSchema,
  pushAnswerSchema,
  snapshotAnswerSchema,
} from '#contract/sync/sync-messages.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import type { SigningKey } from '#ledger/station-key.ts';
import { asCentralFailure, createHttpExchange, type ByteCount, type HttpExchange, type StationState } from './http-exchange.ts';

export type HttpCentral = CentralApi & {
  /** What the supervisor at central shall see of this station from now on. */
  tell(state: StationState): void;
  /** Body bytes that went and came since the start. */
  bytes(): ByteCount;
  close(): void;
};

/** Below the 8 s after which a silent connection counts as gone. */
const longestWaitMs = 5_000;
/** A session is renewed before central would refuse it. */
const renewBeforeMs = 30_000;

/** Central over HTTP, as one enrolled station: gets itself a session by signing a challenge and renews it when it ran out. */
export function createHttpCentral(options: {
  url: string;
  authorityFile?: string | undefined;
  site: string;
  station: string;
  key: Pick<SigningKey, 'sign'>;
  /** Called before a session is asked for: where a station that is not enrolled yet does so. */
  beforeSession?: (post: HttpExchange['post']) => Promise<Outcome<void>>;
  silentAfterMs?: number;
}): HttpCentral {
  const exchange = createHttpExchange(options);
  const session = createSession(exchange, options);

  const call = async <Answer>(path: string, body: unknown, schema: z.ZodType<Answer>, giveWay?: GiveWay): Promise<Outcome<Answer>> => {
    for (const attempt of [1, 2]) {
      const token = await session.token();
      if (!token.ok) return asCentralFailure(token);
      const answer = await exchange.post(path, body, token.value, giveWay);
      if (answer.ok) return parseAnswer(schema, answer.value);
      if (answer.code !== 'session-unknown' || attempt === 2) return asCentralFailure(answer);
      session.forget(token.value);
    }
    return failure('no-central', 'Central did not take the session it gave.');
  };

  return {
    push: (request) => call(routes.push, request, pushAnswerSchema),
    pull: (request) => call(routes.pull, { ...request, waitMs: Math.min(request.waitMs, longestWaitMs) }, pullAnswerSchema),
    snapshot: (request) => call(routes.snapshot, request, snapshotAnswerSchema),
    history: (request) => call(routes.history, request, historyAnswerSchema),
    async keys() {
      const answer = await call(routes.keys, {}, keysAnswerSchema);
      return answer.ok ? success(answer.value.stations) : answer;
    },
    async offerHeard(digests) {
      const answer = await call(routes.heardOffer, { digests }, heardOfferAnswerSchema);
      return answer.ok ? success(answer.value.wanted) : answer;
    },
    async pushHeard(messages) {
      const answer = await call(routes.heardPush, { messages }, heardPushAnswerSchema);
      return answer.ok ? success(answer.value.stored) : answer;
    },
    pullHeard: (after, limit) => call(routes.heardPull, { after, limit }, heardPullAnswerSchema),
    offerRecordings: (request) => call(routes.recordingOffer, request, recordingOfferAnswerSchema),
    pushRecording: (request, giveWay) => call(routes.recordingPush, request, recordingPushAnswerSchema, giveWay),
    pullRecording: (request) => call(routes.recordingPull, request, recordingPullAnswerSchema),
    tell: exchange.tell,
    bytes: exchange.bytes,
    close: exchange.close,
  };
}

/** Keeps one session; who asks meanwhile waits for the one attempt that is under way. */
function createSession(
  exchange: HttpExchange,
  options: { site: string; station: string; key: Pick<SigningKey, 'sign'>; beforeSession?: (post: HttpExchange['post']) => Promise<Outcome<void>> },
) {
  const { site, station, key } = options;
  let current: { token: string; renewAtMs: number } | null = null;
  let asking: Promise<Outcome<string>> | null = null;

  const ask = async (): Promise<Outcome<string>> => {
    const ready = await options.beforeSession?.(exchange.post);
    if (ready?.ok === false) return ready;
    const challenged = await exchange.post(routes.challenge, { site, station });
    if (!challenged.ok) return challenged;
    const challenge = parseAnswer(challengeAnswerSchema, challenged.value);
    if (!challenge.ok) return challenge;
    const signature = key.sign(sessionText(site, station, challenge.value.challenge));
    const answered = await exchange.post(routes.session, { site, station, challenge: challenge.value.challenge, signature });
    if (!answered.ok) return answered;
    const session = parseAnswer(sessionAnswerSchema, answered.value);
    if (!session.ok) return session;
    const { token, expiresInS } = session.value;
    current = { token, renewAtMs: performance.now() + Math.max(expiresInS * 500, expiresInS * 1000 - renewBeforeMs) };
    return success(token);
  };

  return {
    token(): Promise<Outcome<string>> {
      if (current && performance.now() < current.renewAtMs) return Promise.resolve(success(current.token));
      asking ??= ask().finally(() => {
        asking = null;
      });
      return asking;
    },
    /** Central did not know this one; a newer one may be here already. */
    forget(token: string): void {
      if (current?.token === token) current = null;
    },
  };
}

function parseAnswer<Answer>(schema: z.ZodType<Answer>, value: unknown): Outcome<Answer> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return success(parsed.data);
  const [issue] = parsed.error.issues;
  return failure('no-central', `Central's answer cannot be read; it may be of another version (${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? ''}).`);
}
