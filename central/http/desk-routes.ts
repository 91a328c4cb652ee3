import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { success, type Outcome } from '#domain/outcome/outcome.ts';
import type { CentralEngine } from '../engine/central-engine.ts';
import type { CentralIdentity, Supervisor } from '../identity/central-identity.ts';
import { brokerFiles, filesForBroker, filesForClient, provision } from '../identity/hand-out.ts';
import type { SiteCertificates } from '../identity/site-certificates.ts';
import { bearerToken } from './bearer-token.ts';
import type { Contacts } from './contacts.ts';
import { readPlainBody } from './read-body.ts';
import { answerFailure } from './refusals.ts';
import type { Rejects } from './rejects.ts';

const largestBytes = 65_536;
const mostIncidents = 500;
const nothing = z.strictObject({});
const ofStation = z.strictObject({ station: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/) });
const named = z.strictObject({ name: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/) });
const command = z.strictObject({ name: z.string().min(1).max(64), input: z.unknown(), requestId: z.string().min(8).max(64) });

/** What a supervisor of a site sees and does through central, without a station: GET to look, POST with plain JSON to do, always with the own token. */
export function addDeskRoutes(
  server: FastifyInstance,
  options: {
    identity: CentralIdentity;
    engine: Pick<CentralEngine, 'desk' | 'command' | 'administration' | 'recordings'>;
    revoke: (site: string, station: string) => Promise<Outcome<unknown>>;
    certificates: SiteCertificates;
    centralKey: string;
    contacts: Contacts;
    rejects: Rejects;
  },
): void {
  const { identity, contacts, rejects } = options;
  const { desk, administration } = options.engine;
  const add = <Body>(
    method: 'GET' | 'POST',
    name: string,
    schema: z.ZodType<Body>,
    answer: (who: Supervisor, body: Body, request: FastifyRequest) => Promise<Outcome<unknown>>,
  ): void => {
    server.route({
      method,
      url: `/v1/desk/${name}`,
      bodyLimit: largestBytes,
      async handler(request, reply) {
        const who = await identity.supervisorOf(bearerToken(request));
        if (who.ok) request.sender = `${who.value.site}/desk ${who.value.name}`;
        const body = who.ok ? readPlainBody(request, schema) : who;
        const outcome = who.ok && body.ok ? await answer(who.value, body.value, request) : body;
        if (outcome.ok) return reply.type('application/json').send(JSON.stringify(outcome.value));
        rejects.count(outcome.code, request.sender ?? request.ip);
        return answerFailure(reply, outcome);
      },
    });
  };

  add('GET', 'incidents', nothing, async ({ site }, _body, request) => {
    const openOnly = !(request.query as Record<string, unknown>)['all'];
    return success({ incidents: await desk.incidents(site, { openOnly, limit: mostIncidents }) });
  });
  add('GET', 'units', nothing, async ({ site }) => success({ units: await desk.units(site) }));
  add('GET', 'conflicts', nothing, async ({ site }) => success({ conflicts: await desk.conflicts(site) }));
  add('GET', 'stations', nothing, async ({ site }) => {
    const [stations, heads, setAside, recordings] = await Promise.all([administration.stations(site), desk.heads(site), desk.setAside(site), options.engine.recordings.overview(site)]);
    return success({
      head: heads?.head ?? null,
      epoch: heads?.epoch ?? null,
      stations: stations.map((station) => ({
        ...station,
        head: heads?.stations[station.station] ?? null,
        contact: contacts.of(site, station.station) ?? null,
        setAside: setAside.filter((each) => each.station === station.station),
      })),
      recordings,
      refused: rejects.list().filter(({ who }) => who.startsWith(`${site}/`)),
    });
  });
  add('POST', 'command', command, ({ site, name }, body) => options.engine.command(site, name, body.name, body.input, body.requestId));
  add('POST', 'code', ofStation, ({ site }, { station }) => administration.createEnrolmentCode(site, station));
  add('POST', 'provision', ofStation, ({ site }, { station }) => provision(options, site, station));
  add('POST', 'certificate', named, ({ site }, { name }) => filesForClient(options, site, name));
  add('POST', 'broker-files', brokerFiles, ({ site }, wanted) => filesForBroker(options, site, wanted));
  add('POST', 'revoke', ofStation, ({ site }, { station }) => options.revoke(site, station));
}
