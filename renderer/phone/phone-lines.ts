import { applyToLine } from '#domain/phone/fold-line.ts';
import { isHeardBoth, type LineEvent, type LineHappening, type PhoneLine } from '#domain/phone/phone-line.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import type { LineSound } from './line-sound.ts';
import { watchPackets } from './packet-watch.ts';
import type { SipCall, SipCallListener, SipEngine, SipRemote } from './sip-engine.ts';
import type { SoundDesk } from './sound-desk.ts';

export type Done = Outcome<Record<string, never>>;

/** A line with what carries it. */
export type HeldLine = { line: PhoneLine; readonly call: SipCall; readonly sound: LineSound; packets: ReturnType<typeof watchPackets> | null; heardDigit: { readonly digit: string; readonly via: 'info' | 'sound'; readonly atMs: number } | null };

/** Panels show how a line ended for a moment. */
const endedShownMs = 20_000;
const sameDigitMs = 1_000;
const asideAttempts = 10;
const asideAgainMs = 300;

export type PhoneLines = {
  all(): readonly PhoneLine[];
  find(id: string): HeldLine | undefined;
  live(): readonly HeldLine[];
  incoming(call: SipCall, remote: SipRemote, replaces: SipCall | null): SipCallListener;
  dial(target: string, consultFor: string | null): HeldLine;
  tell(held: HeldLine, happening: LineHappening): void;
  hold(held: HeldLine): Promise<Done>;
  /** Back to a line; whoever else was spoken with is put on hold. */
  resume(held: HeldLine): Promise<Done>;
  answer(held: HeldLine): Promise<Done>;
  conference(isOn: boolean): Promise<Done>;
};

/** The lines of this host: what the engine tells becomes events, what a person asks becomes the engine's work. */
export function createPhoneLines(options: { host: string; engine: () => SipEngine; desk: SoundDesk; now: () => number; emit: (event: LineEvent) => void; changed: () => void }): PhoneLines {
  const { host, desk, now } = options;
  const held = new Map<string, HeldLine>();
  let ended: PhoneLine[] = [];
  let lines = 0;
  let events = 0;
  let leave: (() => void)[] = [];
  let active: HeldLine | null = null;

  const live = (): HeldLine[] => [...held.values()];
  const event = (line: string, happening: LineHappening): LineEvent => {
    events += 1;
    return { host, n: events, atMs: now(), line, happening };
  };
  const tell = (each: HeldLine, happening: LineHappening): void => {
    const told = event(each.line.id, happening);
    each.line = applyToLine(each.line, told) ?? each.line;
    applySound(each);
    options.emit(told);
    options.changed();
  };
  const applySound = ({ line, sound }: HeldLine): void => {
    sound.speak(line.state === 'talking' && !line.heldByUs && !line.muted);
    sound.listen(!line.heldByUs);
  };
  const begin = (call: SipCall, sound: LineSound, kind: 'rang' | 'dialled', remote: SipRemote, consultFor: string | null): HeldLine => {
    lines += 1;
    const id = `${host}/${lines}`;
    const told = event(id, { kind, number: remote.number.slice(0, 300), name: remote.name?.slice(0, 300) ?? null, sipCallId: call.sipCallId.slice(0, 300), callId: remote.callId, consultFor });
    const line = applyToLine(undefined, told);
    if (!line) throw new Error('a line begins with its first event');
    const begun: HeldLine = { line, call, sound, packets: null, heardDigit: null };
    held.set(id, begun);
    applySound(begun);
    options.emit(told);
    options.changed();
    return begun;
  };
  /** Some networks send a digit both ways: within the sound and as a message. */
  const hearDigit = (each: HeldLine, digit: string, via: 'info' | 'sound'): void => {
    const { heardDigit: before } = each;
    if (before !== null && before.digit === digit && before.via !== via && now() - before.atMs < sameDigitMs) return;
    each.heardDigit = { digit, via, atMs: now() };
    tell(each, { kind: 'digits', digits: digit, by: 'them' });
  };
  const listen = (each: HeldLine): SipCallListener => ({
    progressed: () => tell(each, { kind: 'progressed' }),
    answered(by) {
      tell(each, { kind: 'answered', by });
      if (active !== null && active !== each) void setAside(each);
    },
    held: (by, isHeld) => tell(each, { kind: isHeld ? 'held' : 'resumed', by }),
    digits: (digits) => hearDigit(each, digits, 'info'),
    connection(connection) {
      each.sound.hear(connection);
      each.sound.hearDigits((digit) => hearDigit(each, digit, 'sound'));
      each.packets = watchPackets({ connection, now, shouldHear: () => isHeardBoth(each.line), heard: (isHeard) => tell(each, { kind: 'sound', heard: isHeard }) });
    },
    ended(by, cause) {
      if (!held.delete(each.line.id)) return;
      if (active === each) active = null;
      each.packets?.stop();
      tell(each, { kind: 'ended', by, cause: cause.slice(0, 300), packets: each.packets?.packets() ?? null });
      desk.closeLine(each.sound);
      ended = [...ended.filter(({ endedAtMs }) => now() - (endedAtMs ?? 0) < endedShownMs), each.line].slice(-16);
      if (each.line.conferenced || live().filter(({ line }) => line.conferenced).length < 2) part();
    },
  });

  const offered = async (work: Promise<string | null>, code: string): Promise<Done> => {
    const refusal = await work;
    return refusal === null ? success({}) : failure(code, refusal);
  };
  /** One line is spoken on, however fast lines are taken one after the other; a line that is being changed is tried again. */
  const setAside = async (each: HeldLine): Promise<void> => {
    for (let attempt = 0; attempt < asideAttempts; attempt += 1) {
      if (each === active || each.line.state !== 'talking' || each.line.heldByUs || each.line.conferenced) return;
      if ((await each.call.hold()) === null) return;
      await new Promise((resolve) => setTimeout(resolve, asideAgainMs));
    }
  };
  const speakOn = (each: HeldLine): void => {
    active = each;
    for (const other of live()) if (other !== each) void setAside(other);
  };
  const part = (): void => {
    for (const stop of leave) stop();
    leave = [];
    for (const each of live()) if (each.line.conferenced) tell(each, { kind: 'conferenced', on: false });
  };

  const self: PhoneLines = {
    all: () => [...live().map(({ line }) => line), ...ended.filter(({ endedAtMs }) => now() - (endedAtMs ?? 0) < endedShownMs)],
    find: (id) => held.get(id),
    live,
    tell,
    incoming(call, remote, replaces) {
      const replaced = live().find((each) => each.call === replaces);
      const each = begin(call, desk.openLine('call'), 'rang', { ...remote, callId: remote.callId ?? replaced?.line.callId ?? null }, null);
      if (replaces !== null) {
        if (active === replaced) active = each;
        queueMicrotask(() => call.answer(each.sound.outgoing));
      }
      return listen(each);
    },
    dial(target, consultFor) {
      const sound = desk.openLine('call');
      const box: { begun?: HeldLine } = {};
      options.engine().call(target, sound.outgoing, (call) => {
        box.begun = begin(call, sound, 'dialled', { number: target, name: null, callId: null }, consultFor);
        return listen(box.begun);
      });
      if (!box.begun) throw new Error('the engine has not taken the call');
      speakOn(box.begun);
      return box.begun;
    },
    hold: (each) => offered(each.call.hold(), 'not-held'),
    resume(each) {
      speakOn(each);
      return offered(each.call.resume(), 'not-resumed');
    },
    async answer(each) {
      if (each.line.state !== 'ringing') return each.line.state === 'talking' ? success({}) : failure('not-ringing', 'This line does not ring.');
      speakOn(each);
      each.call.answer(each.sound.outgoing);
      return success({});
    },
    async conference(isOn) {
      const talking = live().filter(({ line }) => line.state === 'talking');
      if (!isOn) {
        const newest = talking.filter(({ line }) => line.conferenced).at(-1);
        part();
        if (newest) speakOn(newest);
        return success({});
      }
      if (talking.length < 2) return failure('nobody-to-join', 'A conference takes at least two lines that are spoken with or on hold.');
      for (const each of talking) {
        const refusal = each.line.heldByUs ? await each.call.resume() : null;
        if (refusal !== null) return failure('not-resumed', refusal);
      }
      part();
      leave = talking.flatMap((each) => talking.filter((other) => other !== each).map((other) => each.sound.passTo(other.sound)));
      for (const each of talking) tell(each, { kind: 'conferenced', on: true });
      return success({});
    },
  };
  return self;
}
