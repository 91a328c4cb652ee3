import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { join } from 'node:path';
import { z } from 'zod';
import { refusalSchema } from '#contract/sync/identity-messages.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';

/** What central leaves in its data folder for its commands: where it listens, and the certificate it shows there, PEM. */
const runningSchema = z.object({ url: z.string(), certificate: z.string().nullable() });
const runningFile = (dataDir: string): string => join(dataDir, 'running.json');

/** File in the data folder that holds the token of central's own supervisor of a site. */
export const tokenFile = (dataDir: string, site: string): string => join(dataDir, `supervisor-of-${site}.token`);

/** Whole files that only their owner may read. */
export function writeSecret(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
  chmodSync(file, 0o600);
}

export function noteRunning(dataDir: string, running: z.output<typeof runningSchema>): void {
  const url = new URL(running.url);
  if (url.hostname === '0.0.0.0') url.hostname = '127.0.0.1';
  if (url.hostname === '[::]') url.hostname = '[::1]';
  writeSecret(runningFile(dataDir), JSON.stringify({ ...running, url: url.origin }));
}

/** Asks the central that runs with this data folder, as its own supervisor of the site. */
export async function callDesk<Answer>(where: { dataDir: string; site: string }, method: 'GET' | 'POST', name: string, body?: object): Promise<Outcome<Answer>> {
  const { dataDir, site } = where;
  let token: string;
  let running: z.output<typeof runningSchema>;
  try {
    token = readFileSync(tokenFile(dataDir, site), 'utf8').trim();
    running = runningSchema.parse(JSON.parse(readFileSync(runningFile(dataDir), 'utf8')));
  } catch {
    return failure('no-central', `No central has run with the data folder ${dataDir} for the site ${site}: name it by --data and --site.`);
  }
  const url = new URL(`/v1/desk/${name}`, running.url);
  const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
  const options = { method, headers, agent: false } as const;
  // It is this very certificate that must be shown, whatever names it is made for.
  const pinned = running.certificate === null ? {} : { ca: running.certificate, allowPartialTrustChain: true, checkServerIdentity: () => undefined };
  try {
    const sent = url.protocol === 'https:' ? tlsRequest(url, { ...options, ...pinned }) : plainRequest(url, options);
    sent.end(body && JSON.stringify(body));
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const answer: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (response.statusCode === 200) return success(answer as Answer);
    const refusal = refusalSchema.safeParse(answer);
    return refusal.success ? failure(refusal.data.code, refusal.data.sentence) : failure('refused', `Central answered ${String(response.statusCode)}.`);
  } catch (error) {
    return failure('no-central', `No central answers at ${running.url}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
