import type { RTCSession } from 'jssip/lib/RTCSession';
import type { SipCall, SipCallListener } from './sip-engine.ts';

/** One candidate of this machine's network is there at once; the rest of the list may take seconds where an interface is dead. */
const gatherMs = 200;
const answerWithinMs = 6_000;
const confirmedWithinMs = 2_000;
/** One change of a call at a time: the next waits this long for the one before, so many times. */
const changedAgainMs = 200;
const changeAttempts = 5;
/** Who is asked to transfer tells within this time how it went. */
const referredWithinMs = 30_000;

const notConnected = 'The SIP server is not connected.';

/** A call of JsSIP as the phone uses it. */
export function jssipCall(session: RTCSession, sipCallId: string, options: { isConnected: () => boolean; iceServers: readonly string[]; sessionOf: (call: SipCall) => RTCSession | undefined }): SipCall {
  const { isConnected } = options;
  const onRefusal = surviveRefusal(session);
  /** What cannot be sent ends the call in JsSIP; so it is not tried without a server. */
  const offering = async (offer: (done: () => void) => boolean): Promise<string | null> => {
    await confirmation(session);
    if (!isConnected()) return notConnected;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve('The other side has not answered.'), answerWithinMs);
      const finish = (outcome: string | null): void => {
        clearTimeout(timer);
        resolve(outcome);
      };
      onRefusal(() => finish('The other side has refused it.'));
      const attempt = (left: number): void => {
        if (offer(() => finish(null))) return;
        if (left === 0) finish('The call is being changed already.');
        else setTimeout(() => attempt(left - 1), changedAgainMs);
      };
      attempt(changeAttempts);
    });
  };
  return {
    sipCallId,
    answer: (sound) => session.answer({ mediaStream: sound, pcConfig: peerConfiguration(options.iceServers) }),
    decline: () => session.terminate({ status_code: 486, reason_phrase: 'Busy Here' }),
    hangUp() {
      if (!session.isEnded()) session.terminate();
    },
    hold: () => offering((done) => session.hold({}, done)),
    resume: () => offering((done) => session.unhold({}, done)),
    sendDigits(digits, via) {
      session.sendDTMF(digits, { transportType: (via === 'info' ? 'INFO' : 'RFC2833') as never });
    },
    refer(target, replaced) {
      const replaces = replaced && options.sessionOf(replaced);
      if (!isConnected()) return Promise.resolve(notConnected);
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve('Nobody said how the transfer went.'), referredWithinMs);
        const finish = (outcome: string | null) => (): void => {
          clearTimeout(timer);
          resolve(outcome);
        };
        const failed = ({ status_line: status, cause }: { status_line?: { reason_phrase: string }; cause?: string }): void => finish(status?.reason_phrase ?? cause ?? 'refused')();
        session.refer(target, { ...(replaces ? { replaces } : {}), eventHandlers: { accepted: finish(null), failed, requestFailed: failed } });
      });
    },
  };
}

type Inner = { _localHold: boolean; _onhold(by: 'local'): void; _onunhold(by: 'local'): void };

/** JsSIP ends a call whose hold or resume the other side refuses; here it goes on as it was before. Returns who is told of the next refusal. */
function surviveRefusal(session: RTCSession): (listener: () => void) => void {
  const terminate = session.terminate.bind(session);
  const inner = session as unknown as Inner;
  let listener = (): void => undefined;
  session.terminate = (options) => {
    const isHold = options?.reason_phrase === 'Hold Failed';
    if (!isHold && options?.reason_phrase !== 'Unhold Failed') return terminate(options);
    inner._localHold = !isHold;
    if (isHold) inner._onunhold('local');
    else inner._onhold('local');
    // The offer that nobody took would stand in the way of the next one.
    void session.connection.setLocalDescription({ type: 'rollback' }).catch(() => undefined);
    listener();
  };
  return (next) => {
    listener = next;
  };
}

/** Nothing is offered anew before the first offer is through: RFC 3261, 14.1. Resolves after a while in any case. */
function confirmation(session: RTCSession): Promise<void> {
  if (session.status === session.C.STATUS_CONFIRMED) return Promise.resolve();
  return new Promise((resolve) => {
    setTimeout(resolve, confirmedWithinMs);
    session.on('confirmed', () => resolve());
  });
}

export function peerConfiguration(iceServers: readonly string[]): RTCConfiguration {
  return { iceServers: iceServers.map((urls) => ({ urls })) };
}

const byOf = (originator: string): 'us' | 'them' | 'fault' => (originator === 'local' ? 'us' : originator === 'remote' ? 'them' : 'fault');

/** Tells a listener what JsSIP tells of a session. */
export function listenTo(session: RTCSession, listener: SipCallListener): void {
  session.on('peerconnection', ({ peerconnection }) => listener.connection(peerconnection));
  session.on('icecandidate', ({ ready }) => void setTimeout(ready, gatherMs));
  session.on('progress', () => listener.progressed());
  session.on('accepted', ({ originator }: { originator: string }) => listener.answered(originator === 'local' ? 'us' : 'them'));
  session.on('hold', ({ originator }) => listener.held(String(originator) === 'local' ? 'us' : 'them', true));
  session.on('unhold', ({ originator }) => listener.held(String(originator) === 'local' ? 'us' : 'them', false));
  session.on('newDTMF', (event: { originator: string; dtmf: { tone: string } }) => {
    if (event.originator === 'remote') listener.digits(event.dtmf.tone);
  });
  session.on('ended', ({ originator, cause }) => listener.ended(byOf(originator), cause));
  session.on('failed', ({ originator, cause }) => listener.ended(byOf(originator), cause));
}
