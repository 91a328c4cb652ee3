import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { bodyType } from '#contract/sync/identity-messages.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { unpackBody } from '#ledger/compress.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who was proven to ask, for counting: `site/station`. */
    sender: string | null;
  }
}

/** The parsed body of a request of the sync. */
export async function readBody<Body>(request: FastifyRequest, schema: z.ZodType<Body>, largestBytes?: number): Promise<Outcome<Body>> {
  if (!Buffer.isBuffer(request.body) || !isSyncBody(request)) return failure('body-type', `Central reads ${bodyType} here.`);
  const unpacked = await unpackBody(request.body, largestBytes);
  return unpacked.ok ? checkBody(schema, unpacked.value) : unpacked;
}

/** The parsed body of a request in plain JSON; none counts as an empty object. */
export function readPlainBody<Body>(request: FastifyRequest, schema: z.ZodType<Body>): Outcome<Body> {
  if (request.body === undefined || request.body === null) return checkBody(schema, {});
  if (!Buffer.isBuffer(request.body) || isSyncBody(request)) return failure('body-type', 'Central reads application/json here.');
  try {
    return checkBody(schema, JSON.parse(request.body.toString('utf8')));
  } catch {
    return failure('body-unreadable', 'The body is not JSON.');
  }
}

function isSyncBody(request: FastifyRequest): boolean {
  return (request.headers['content-type'] ?? '').startsWith(bodyType);
}

function checkBody<Body>(schema: z.ZodType<Body>, value: unknown): Outcome<Body> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return success(parsed.data);
  const [issue] = parsed.error.issues;
  return failure('input-invalid', `${issue?.path.map(String).join('.') || 'the message'}: ${issue?.message ?? 'not as it should be'}`.slice(0, 300));
}
