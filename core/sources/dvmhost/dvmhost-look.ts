import { createHash } from 'node:crypto';
import type { BrokerFault } from '../broker/broker-fault.ts';
import type { Answer, Ask } from '../poll/ask-http.ts';
import type { Look } from '../poll/poller.ts';

const tokenForm = /"token"\s*:\s*"?([0-9A-Za-z._-]{1,128})"?\s*[,}]/;
/** Answers that refuse are short. */
const shortBytes = 2_000;

/**
 * Questions to dvmhost's REST API, which gives a token for the digest of its password. It keeps one token for each address that asks, forgets them
 * when it starts, and refuses a token that another program at this address has replaced: then this station logs in again, once a round.
 */
export function dvmhostLook(options: { passwordSecret: string; where: string; readSecret: (name: string) => string | undefined }): Look {
  const { passwordSecret, where } = options;
  let token: string | null = null;

  const logIn = async (ask: Ask): Promise<BrokerFault | null> => {
    const password = options.readSecret(passwordSecret);
    if (password === undefined) return refused(`The secret "${passwordSecret}" is not set on this station.`);
    const answer = await ask({ path: 'auth', method: 'PUT', body: JSON.stringify({ auth: createHash('sha256').update(password).digest('hex') }) });
    const status = statusOf(answer);
    token = status === 200 ? (tokenForm.exec(textOf(answer))?.[1] ?? null) : null;
    if (token !== null) return null;
    if (status >= 500) return { kind: 'broken', sentence: `${where} answers ${status} to /auth.` };
    return refused(status === 400 || status === 401 ? `${where} refuses the password of this station.` : status === 200 ? `${where} gives no token for the password.` : `${where} answers ${status} to /auth.`);
  };

  return async (ask, path) => {
    for (const isFresh of token === null ? [true] : [false, true]) {
      const fault = isFresh ? await logIn(ask) : null;
      if (fault) return fault;
      const answer = await ask({ path, headers: { 'x-dvm-auth-token': token ?? '' } });
      if (statusOf(answer) !== 401) return answer;
      token = null;
    }
    return refused(`${where} refuses the token that it has just given.`);
  };
}

function refused(sentence: string): BrokerFault {
  return { kind: 'refused', sentence };
}

function textOf({ body }: Answer): string {
  return body.byteLength > shortBytes ? '' : new TextDecoder().decode(body);
}

/** Versions differ in whether a refusal is one of HTTP or only in the answer. */
function statusOf(answer: Answer): number {
  const said = /"status"\s*:\s*(\d{3})\b/.exec(textOf(answer))?.[1];
  return answer.status === 200 && said !== undefined ? Number(said) : answer.status;
}
