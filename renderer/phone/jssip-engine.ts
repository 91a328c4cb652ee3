import { UA, WebSocketInterface } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { SipAccount } from '#contract/records/phone-records.ts';
import { jssipCall, listenTo, peerConfiguration } from './jssip-call.ts';
import type { SipCall, SipEngine, SipEngineListener, SipRemote } from './sip-engine.ts';

/** Seconds between attempts to reach a server; JsSIP draws within them at random and lengthens them as it fails. */
const recoveryS = { shortest: 1, longest: 12 };
const registerAgainMs = { shortest: 3_000, spread: 7_000 };
const optionsWithinMs = 3_000;

type SendOptions = (target: string, body: string, options: { eventHandlers: Record<'succeeded' | 'failed', () => void> }) => void;
type Request = { readonly call_id: string; getHeader(name: string): string | undefined };

/** The SIP engine on JsSIP: several servers in order, digest, re-registration within the last half of its time, at random. */
export function createJssipEngine(account: SipAccount, listener: SipEngineListener): SipEngine {
  const sockets = account.proxies.map((url, index) => ({ socket: new WebSocketInterface(url), weight: account.proxies.length - index }));
  const ua = new UA({
    sockets,
    uri: `sip:${account.user}@${account.domain}`,
    authorization_user: account.user,
    password: account.password,
    ...(account.displayName === null ? {} : { display_name: account.displayName }),
    register: true,
    register_expires: account.registerS,
    connection_recovery_min_interval: recoveryS.shortest,
    connection_recovery_max_interval: recoveryS.longest,
    // A refresh that cannot be sent would end a call whose sound goes on; that nothing is heard any more is noticed by its packets.
    session_timers: false,
    user_agent: 'Siaga 112',
  });
  const sessions = new WeakMap<SipCall, RTCSession>();
  const calls = new Map<string, SipCall>();
  const isConnected = (): boolean => ua.isConnected();
  const wrap = (session: RTCSession, sipCallId: string): SipCall => {
    const call = jssipCall(session, sipCallId, { isConnected, iceServers: account.iceServers, sessionOf: (each) => sessions.get(each) });
    sessions.set(call, session);
    calls.set(session.id, call);
    session.on('ended', () => calls.delete(session.id));
    session.on('failed', () => calls.delete(session.id));
    return call;
  };
  const arrive = (session: RTCSession, request: Request, replaces: SipCall | null): void => {
    const call = wrap(session, request.call_id);
    listenTo(session, listener.incoming(call, remoteOf(session, request), replaces));
    takeReplacements(session, call);
  };
  /** Somebody puts another call in the place of one: the end of a transfer with announcement. */
  const takeReplacements = (session: RTCSession, call: SipCall): void => {
    session.on('replaces', ({ request, accept }) => (accept as (begin: (replacing: RTCSession) => void) => void)((replacing) => arrive(replacing, request as unknown as Request, call)));
    // A seat is told by its own keys where to go, never by a caller.
    session.on('refer', ({ reject }) => reject());
  };

  const urlOf = (socket: unknown): string => String((socket as { url?: string }).url ?? '');
  ua.on('connecting', ({ socket }) => listener.server(urlOf(socket), 'connecting', null));
  ua.on('connected', ({ socket }) => listener.server(urlOf(socket), 'connected', null));
  ua.on('disconnected', ({ socket, reason, code }) => listener.server(urlOf(socket), 'failed', reason ?? (code === undefined ? null : `closed (${code})`)));
  ua.on('registered', () => listener.registration('registered', null));
  ua.on('unregistered', () => listener.registration('lost', null));
  ua.on('registrationFailed', ({ response, cause }) => {
    const { status_code: code, reason_phrase: reason } = (response as { status_code?: number; reason_phrase?: string } | null) ?? {};
    // JsSIP itself tries again only over a new connection.
    setTimeout(() => {
      if (ua.isConnected() && !ua.isRegistered()) ua.register();
    }, registerAgainMs.shortest + Math.random() * registerAgainMs.spread);
    listener.registration('failed', code === undefined ? (cause ?? null) : `${code} ${reason ?? ''}`.trim());
  });
  ua.on('newRTCSession', ({ originator, session, request }: { originator: string; session: RTCSession; request: unknown }) => {
    if (originator === 'remote' && !calls.has(session.id)) arrive(session, request as Request, null);
  });

  return {
    start: () => ua.start(),
    stop: () => ua.stop(),
    isConnected,
    call(target, sound, listen) {
      const uri = target.includes('@') ? target.replace(/^(?!sips?:)/, 'sip:') : `sip:${target}@${account.domain}`;
      // What JsSIP tells while it makes the call is told once its caller has the call.
      const session = ua.call(uri, { mediaStream: sound, pcConfig: peerConfiguration(account.iceServers) });
      const call = wrap(session, (session as unknown as { _request: Request })._request.call_id);
      const heard = listen(call);
      if ((session.connection as RTCPeerConnection | null) !== null) heard.connection(session.connection);
      listenTo(session, heard);
      takeReplacements(session, call);
      return call;
    },
    roundTripMs() {
      if (!isConnected()) return Promise.resolve(null);
      const startedMs = performance.now();
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(null), optionsWithinMs);
        const answered = (): void => {
          clearTimeout(timer);
          resolve(performance.now() - startedMs);
        };
        // Not among JsSIP's own types.
        (ua as UA & { sendOptions: SendOptions }).sendOptions(`sip:${account.user}@${account.domain}`, '', { eventHandlers: { succeeded: answered, failed: answered } });
      });
    },
  };
}

function remoteOf(session: RTCSession, request: Request): SipRemote {
  const { uri, display_name: name } = session.remote_identity;
  const callId = request.getHeader('X-Call-Id') ?? null;
  return { number: String(uri.user), name: name === undefined || name === '' ? null : String(name), callId: callId !== null && /^[\x21-\x7e]{1,128}$/.test(callId) ? callId : null };
}
