import { randomUUID } from 'node:crypto';
import type { Profile } from '#contract/profile.ts';
import type { Call } from '#domain/calls/call.ts';
import type { Log } from '../../log.ts';
import type { Sources } from '../sources.ts';

const validMs = 5_000;

/**
 * Asks the telephone system to put a waiting call through to this seat (`call.pull` of the telephony contract). It is
 * valid for 5 s and never queued: a call that waited longer has another owner or none.
 */
export function createCallPuller(options: {
  profile: Profile;
  sources: Pick<Sources, 'publish'>;
  readCall: (callId: string) => Call | undefined;
  now: () => number;
  log: Log;
}): (pull: { callId: string; agent: string }) => void {
  const { profile, sources, readCall, now, log } = options;
  return ({ callId, agent }) => {
    const sourceId = readCall(callId)?.sourceId;
    const source = profile.sources.find((each) => each.id === sourceId);
    if (source?.broker === undefined) return;
    const atMs = now();
    const command = {
      v: 1,
      id: randomUUID(),
      ts: new Date(atMs).toISOString(),
      expires_at: new Date(atMs + validMs).toISOString(),
      workstation: profile.station.id,
      agent_id: agent,
      cmd: 'call.pull',
      call_id: callId,
    };
    const topic = `cc112/v1/${profile.site.id}/tel/cmd/${profile.station.id}`;
    sources.publish(source.broker, topic, JSON.stringify(command), { qos: 1, retain: false }).then(
      (sent) => {
        if (!sent.ok) log.warn('the telephone system was not asked to put a call through', { callId, code: sent.code });
      },
      (error: unknown) => log.defect('asking for a call failed', error),
    );
  };
}
