import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { bodyType, challengeRequestSchema, enrolRequestSchema, routes, sessionRequestSchema } from '#contract/sync/identity-messages.ts';
import { failure, type Outcome } from '#domain/outcome/outcome.ts';
import { packBody } from '#ledger/compress.ts';
import type { CentralIdentity } from '../identity/central-identity.ts';
import { createAttemptLimit } from './attempt-limit.ts';
import { readBody } from './read-body.ts';
import { answerFailure } from './refusals.ts';
import type { Rejects } from './rejects.ts';

/** Nobody is known yet who asks here. */
const largestBytes = 65_536;
/** A room whose seats all come back at once stands behind one address. */
const sessionsPerMinute = 1_200;
const codesPerMinute = 30;

/** How a station becomes known and gets its session. */
export function addIdentityRoutes(server: FastifyInstance, options: { identity: CentralIdentity; rejects: Rejects; now: () => number }): void {
  const { identity, rejects, now } = options;
  const add = <Body extends { site: string; station: string }>(
    path: string,
    schema: z.ZodType<Body>,
    isAllowed: (address: string) => boolean,
    answer: (body: Body) => Promise<Outcome<unknown>>,
  ): void => {
    server.post(path, { bodyLimit: largestBytes }, async (request, reply) => {
      const body = isAllowed(request.ip)
        ? await readBody(request, schema, largestBytes)
        : failure('too-many-attempts', 'There were too many attempts from this address; wait a minute.');
      const outcome = body.ok ? await answer(body.value) : body;
      if (outcome.ok) return reply.type(bodyType).send(await packBody(outcome.value));
      rejects.count(outcome.code, body.ok ? `${body.value.site}/${body.value.station} (claimed, from ${request.ip})` : request.ip);
      return answerFailure(reply, outcome);
    });
  };
  const mayAskSession = createAttemptLimit(sessionsPerMinute, now);
  add(routes.challenge, challengeRequestSchema, mayAskSession, identity.challenge);
  add(routes.session, sessionRequestSchema, mayAskSession, identity.session);
  add(routes.enrol, enrolRequestSchema, createAttemptLimit(codesPerMinute, now), identity.enrol);
}
