import type { FastifyRequest } from 'fastify';

/** The token of the request, or the empty text, which no token is. */
export function bearerToken(request: FastifyRequest): string {
  return /^Bearer ([^\s]{1,1000})$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
}
