import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Outcome } from '#domain/outcome/outcome.ts';
import type { CentralIdentity, Supervisor } from '../identity/central-identity.ts';
import { bearerToken } from './bearer-token.ts';
import { readPlainBody } from './read-body.ts';
import { answerFailure } from './refusals.ts';
import type { Rejects } from './rejects.ts';

export type DeskCommand = { readonly name: string; readonly input: unknown; readonly requestId: string };

/** What a supervisor of a site sees and does through central, without a station. */
export type Desk = {
  incidents(who: Supervisor): Promise<Outcome<unknown>>;
  units(who: Supervisor): Promise<Outcome<unknown>>;
  conflicts(who: Supervisor): Promise<Outcome<unknown>>;
  /** Each station with how far its chain is, when it was last heard, the offset of its clock, and whether it is revoked. */
  stations(who: Supervisor): Promise<Outcome<unknown>>;
  command(who: Supervisor, command: DeskCommand): Promise<Outcome<unknown>>;
  /** A one-time code with which a new workstation enrols. */
  code(who: Supervisor, station: string): Promise<Outcome<unknown>>;
  revoke(who: Supervisor, station: string): Promise<Outcome<unknown>>;
};

const nothing = z.strictObject({});
const ofStation = z.strictObject({ station: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/) });
const command = z.strictObject({ name: z.string().min(1).max(64), input: z.unknown(), requestId: z.string().min(8).max(64) });

/** The supervisor's calls: GET to look, POST with plain JSON to do, always with the supervisor's own token. */
export function addDeskRoutes(server: FastifyInstance, options: { identity: CentralIdentity; desk: Desk; rejects: Rejects }): void {
  const { identity, desk, rejects } = options;
  const add = <Body>(
    method: 'GET' | 'POST',
    name: string,
    schema: z.ZodType<Body>,
    answer: (who: Supervisor, body: Body) => Promise<Outcome<unknown>>,
  ): void => {
    server.route({
      method,
      url: `/v1/desk/${name}`,
      bodyLimit: 65_536,
      async handler(request, reply) {
        const who = await identity.supervisorOf(bearerToken(request));
        if (who.ok) request.sender = `${who.value.site}/desk ${who.value.name}`;
        const body = who.ok ? readPlainBody(request, schema) : who;
        const outcome = who.ok && body.ok ? await answer(who.value, body.value as Body) : body;
        if (outcome.ok) return reply.type('application/json').send(JSON.stringify(outcome.value));
        rejects.count(outcome.code, request.sender ?? request.ip);
        return answerFailure(reply, outcome);
      },
    });
  };
  add('GET', 'incidents', nothing, (who) => desk.incidents(who));
  add('GET', 'units', nothing, (who) => desk.units(who));
  add('GET', 'conflicts', nothing, (who) => desk.conflicts(who));
  add('GET', 'stations', nothing, (who) => desk.stations(who));
  add('POST', 'command', command, (who, body) => desk.command(who, body));
  add('POST', 'code', ofStation, (who, { station }) => desk.code(who, station));
  add('POST', 'revoke', ofStation, (who, { station }) => desk.revoke(who, station));
}
