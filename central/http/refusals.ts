import type { FastifyReply } from 'fastify';
import { failure, type Failure } from '#domain/outcome/outcome.ts';

const statuses: Readonly<Record<string, number>> = {
  'body-too-large': 413,
  'body-type': 415,
  'body-unreadable': 400,
  'code-refused': 403,
  defect: 500,
  'input-invalid': 400,
  'no-store': 503,
  'not-enrolled': 403,
  'not-found': 404,
  'request-invalid': 400,
  revoked: 403,
  'session-unknown': 401,
  'token-refused': 401,
  'too-many-attempts': 429,
};
/** Understood, and refused by a rule. */
const refusedByRule = 422;

/** A refusal is plain JSON, so that a person with a browser or curl reads it too. */
export function answerFailure(reply: FastifyReply, { code, sentence }: Failure): FastifyReply {
  return reply
    .code(statuses[code] ?? refusedByRule)
    .type('application/json')
    .send(JSON.stringify({ code, sentence }));
}

/** What is told of an error: never its text, which may hold what the sender wrote or how central is built. */
export function faultOf(error: unknown): { readonly refusal: Failure; readonly isDefect: boolean } {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  const told = (name: string, sentence: string) => ({ refusal: failure(name, sentence), isDefect: false });
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return told('body-too-large', 'The message is larger than any may be.');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return told('body-type', 'The message is of a type that central does not read here.');
  if (error instanceof RangeError && error.message.includes('call stack')) return told('input-invalid', 'The message is nested too deeply.');
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) return told('request-invalid', 'The request cannot be read.');
  return { refusal: failure('defect', 'Central failed at this; the fault is in its log.'), isDefect: true };
}
