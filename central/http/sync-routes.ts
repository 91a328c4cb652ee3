import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { CentralApi } from '#contract/sync/central-api.ts';
import { bodyType, routes, stateHeader } from '#contract/sync/identity-messages.ts';
import { recordingOfferSchema, recordingPullSchema, recordingPushSchema } from '#contract/sync/recording-messages.ts';
import {
  heardOfferSchema,
  heardPullSchema,
  heardPushSchema,
  historyRequestSchema,
  keysRequestSchema,
  pullRequestSchema,
  pushRequestSchema,
  snapshotRequestSchema,
} from '#contract/sync/sync-messages.ts';
import { success, type Failure, type Outcome } from '#domain/outcome/outcome.ts';
import { packBody } from '#ledger/compress.ts';
import type { CentralIdentity, StationOfSite } from '../identity/central-identity.ts';
import { bearerToken } from './bearer-token.ts';
import type { Contacts } from './contacts.ts';
import { readBody } from './read-body.ts';
import { answerFailure } from './refusals.ts';
import type { Rejects } from './rejects.ts';

/** Sent while central works, so that the asker can tell a slow answer from a link that is gone. */
const signOfLifeMs = 2_000;

/** What an enrolled station may ask. Who it is comes from its session alone; nothing in a body says so. */
export function addSyncRoutes(
  server: FastifyInstance,
  options: {
    identity: CentralIdentity;
    forStation: (site: string, station: string) => CentralApi;
    contacts: Contacts;
    rejects: Rejects;
  },
): void {
  const { identity, contacts, rejects } = options;
  const stations = new WeakMap<FastifyRequest, StationOfSite>();
  const refuse = (request: FastifyRequest, reply: FastifyReply, refusal: Failure): FastifyReply => {
    rejects.count(refusal.code, request.sender ?? request.ip);
    return answerFailure(reply, refusal);
  };
  /** Before the body is read: a stranger's 8 MB are not. */
  const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const token = bearerToken(request);
    const holder = identity.holderOf(token);
    if (holder) request.sender = `${holder.site}/${holder.station}`;
    const who = await identity.stationOf(token);
    if (!who.ok) {
      reply.header('connection', 'close');
      return refuse(request, reply, who);
    }
    stations.set(request, who.value);
    const { site, station } = who.value;
    const state = request.headers[stateHeader];
    contacts.heard(site, station, typeof state === 'string' ? state : undefined);
    return undefined;
  };

  const add = <Body>(path: string, schema: z.ZodType<Body>, answer: (central: CentralApi, body: Body, who: string) => Promise<Outcome<unknown>>): void => {
    server.post(path, { onRequest }, async (request, reply) => {
      const who = stations.get(request);
      if (!who) throw new Error('a request of nobody passed the door');
      const body = await readBody(request, schema);
      if (!body.ok) return refuse(request, reply, body);
      const stopSigns = giveSignsOfLife(request, reply);
      try {
        const outcome = await answer(options.forStation(who.site, who.station), body.value, `${who.site}/${who.station}`);
        if (!outcome.ok) return refuse(request, reply, outcome);
        return await reply.type(bodyType).send(await packBody(outcome.value));
      } finally {
        stopSigns();
      }
    });
  };

  add(routes.push, pushRequestSchema, async (central, body, who) => {
    const answer = await central.push(body);
    if (answer.ok) for (const { code } of answer.value.refused) rejects.count(code, who);
    return answer;
  });
  add(routes.pull, pullRequestSchema, (central, body) => central.pull(body));
  add(routes.snapshot, snapshotRequestSchema, (central, body) => central.snapshot(body));
  add(routes.history, historyRequestSchema, (central, body) => central.history(body));
  add(routes.keys, keysRequestSchema, async (central) => {
    const stations = await central.keys();
    return stations.ok ? success({ stations: stations.value }) : stations;
  });
  add(routes.heardOffer, heardOfferSchema, async (central, { digests }) => {
    const wanted = await central.offerHeard(digests);
    return wanted.ok ? success({ wanted: wanted.value }) : wanted;
  });
  add(routes.heardPush, heardPushSchema, async (central, { messages }) => {
    const stored = await central.pushHeard(messages);
    return stored.ok ? success({ stored: stored.value }) : stored;
  });
  add(routes.heardPull, heardPullSchema, (central, { after, limit }) => central.pullHeard(after, limit));
  const counted = async (who: string, asked: Promise<Outcome<{ readonly state: string; readonly code?: string }>>): Promise<Outcome<unknown>> => {
    const answer = await asked;
    if (answer.ok && answer.value.code !== undefined) rejects.count(answer.value.code, who);
    return answer;
  };
  add(routes.recordingOffer, recordingOfferSchema, (central, body) => central.offerRecordings(body));
  add(routes.recordingPush, recordingPushSchema, (central, body, who) => counted(who, central.pushRecording(body)));
  add(routes.recordingPull, recordingPullSchema, (central, body, who) => counted(who, central.pullRecording(body)));
}

function giveSignsOfLife(request: FastifyRequest, reply: FastifyReply): () => void {
  if (request.raw.httpVersion !== '1.1') return () => undefined;
  const timer = setInterval(() => {
    if (!reply.raw.headersSent && !reply.raw.destroyed) reply.raw.writeProcessing();
  }, signOfLifeMs);
  return () => clearInterval(timer);
}
