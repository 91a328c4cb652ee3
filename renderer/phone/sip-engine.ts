/** One call of the SIP engine. Nothing here throws; what cannot be done comes back as a sentence. */
export type SipCall = {
  readonly sipCallId: string;
  answer(sound: MediaStream): void;
  /** Busy here: the telephone system tries the next seat. */
  decline(): void;
  hangUp(): void;
  /** Null when the other side went along; else why not. */
  hold(): Promise<string | null>;
  resume(): Promise<string | null>;
  /** `rfc4733`: within the sound; `info`: as SIP messages. */
  sendDigits(digits: string, via: 'rfc4733' | 'info'): void;
  /** Asks the other side to call `target` instead of us, in the place of `replaced` where one is given. */
  refer(target: string, replaced: SipCall | null): Promise<string | null>;
};

export type SipCallListener = {
  progressed(): void;
  answered(by: 'us' | 'them'): void;
  held(by: 'us' | 'them', isHeld: boolean): void;
  digits(digits: string): void;
  connection(connection: RTCPeerConnection): void;
  ended(by: 'us' | 'them' | 'fault', cause: string): void;
};

export type SipRemote = { readonly number: string; readonly name: string | null; readonly callId: string | null };

export type SipEngineListener = {
  server(url: string, state: 'connecting' | 'connected' | 'failed', reason: string | null): void;
  registration(state: 'registered' | 'failed' | 'lost', reason: string | null): void;
  /** A call comes in; `replaces` is the call whose place it takes, which then is answered without ringing. */
  incoming(call: SipCall, remote: SipRemote, replaces: SipCall | null): SipCallListener;
};

/** What does SIP and WebRTC for the phone. */
export type SipEngine = {
  start(): void;
  stop(): void;
  isConnected(): boolean;
  call(target: string, sound: MediaStream, listen: (call: SipCall) => SipCallListener): SipCall;
  /** Time of a question to the SIP server and its answer, milliseconds; null when none came. */
  roundTripMs(): Promise<number | null>;
};
