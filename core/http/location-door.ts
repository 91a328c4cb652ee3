import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isKey, readBody } from './door.ts';

export const locationDoorPath = '/aml';

const largestBytes = 64 * 1024;
const mostAtOnce = 64;
const bodyWithinMs = 10_000;

export type LocationDoor = {
  /** Who may bring positions: its SHA-256 is compared, so that nothing is learnt from how long it takes. */
  readonly key: string;
  /** With it the form's `hmac` has to fit the rest of the form (HMAC-SHA1, ETSI TS 103 625). */
  readonly hmacKey: string | null;
  /** Resolves when the message is on disk, among the positions or in quarantine; false where it cannot be kept now. `fault`: why it goes to quarantine unread. */
  readonly hear: (payload: Uint8Array, fault: string | null) => Promise<boolean>;
};

/**
 * The door for AML over HTTPS: a phone's or an operator's server posts the form here, with the key as bearer or as `?key=`. What carries the
 * key is answered 200 whatever is in it, as the standard asks; rubbish goes to quarantine, where it is counted.
 */
export function createLocationDoor(door: LocationDoor): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  let underWay = 0;
  return async (request, response) => {
    const answer = (status: number): void => {
      if (!request.complete) response.setHeader('connection', 'close');
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end();
    };
    if (request.method !== 'POST') return answer(405);
    if (!isKey(keyOf(request), door.key)) return answer(401);
    if (underWay >= mostAtOnce) return answer(503);
    underWay += 1;
    try {
      const body = await readBody(request, { largestBytes, withinMs: bodyWithinMs });
      if (body === null) return answer(413);
      const fault = door.hmacKey === null || fitsHmac(body.toString('latin1'), door.hmacKey) ? null : 'AML: its hmac does not fit';
      answer((await door.hear(body, fault)) ? 200 : 503);
    } finally {
      underWay -= 1;
    }
  };
}

function keyOf({ headers, url }: IncomingMessage): string {
  const bearer = /^Bearer (.{1,512})$/.exec(headers.authorization ?? '')?.[1];
  return bearer ?? new URLSearchParams(url?.split('?')[1] ?? '').get('key') ?? '';
}

/** The signature stands last or in the middle; it covers the fields as they were sent, without its own. */
function fitsHmac(form: string, key: string): boolean {
  const fields = form.trim().split('&');
  const given = fields.find((field) => field.startsWith('hmac='))?.slice('hmac='.length).toLowerCase() ?? '';
  const rest = fields.filter((field) => !field.startsWith('hmac=')).join('&');
  const wanted = createHmac('sha1', key).update(rest, 'latin1').digest('hex');
  return isKey(given, wanted);
}
