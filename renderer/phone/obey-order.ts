import type { CallOrder } from '#contract/records/phone-orders.ts';
import { failure, success } from '#domain/outcome/outcome.ts';
import type { createAudioDevices } from './audio-devices.ts';
import type { Done, HeldLine, PhoneLines } from './phone-lines.ts';
import type { RingDesk } from './ring-desk.ts';
import type { SipEngine } from './sip-engine.ts';
import type { SoundDesk } from './sound-desk.ts';
import type { VoiceLines } from './voice-lines.ts';

type Parts = { readonly lines: PhoneLines; readonly engine: () => SipEngine; readonly devices: ReturnType<typeof createAudioDevices>; readonly desk: SoundDesk; readonly ring: RingDesk; readonly voice: VoiceLines; readonly changed: () => void };

const gone = failure('line-gone', 'This line has ended.');
const notTalking = failure('not-talking', 'Nobody speaks on this line.');
const notConnected = failure('sip-away', 'The SIP server cannot be reached; it is being tried again.');

/** Does what a panel asked; says how it went. */
export async function obeyOrder(order: CallOrder, parts: Parts): Promise<Done> {
  const { lines, devices, desk } = parts;
  switch (order.name) {
    case 'phone.dial':
      if (!parts.engine().isConnected()) return notConnected;
      lines.dial(order.input.target, null);
      return success({});
    case 'phone.conference':
      return lines.conference(order.input.on);
    case 'phone.choose-devices':
      await devices.choose(order.input);
      return success({});
    case 'phone.quiet':
      parts.ring.quiet(order.input.on);
      return success({});
    case 'phone.test-ring':
      parts.ring.test(order.input.on);
      return success({});
    case 'phone.voice-sound': {
      const { talkgroup, volume, place } = order.input;
      return parts.voice.setSound(talkgroup, volume, place) ? success({}) : failure('no-voice', 'This talkgroup has no voice line here.');
    }
    case 'phone.self-test':
      desk.testSelf(order.input.on);
      parts.changed();
      return success({});
    default: {
      const held = lines.find(order.input.line);
      return held ? obeyForLine(order, held, parts) : gone;
    }
  }
}

type LineOrder = Extract<CallOrder, { input: { line: string } }>;

async function obeyForLine(order: LineOrder, held: HeldLine, { lines, engine }: Parts): Promise<Done> {
  const isTalking = held.line.state === 'talking';
  switch (order.name) {
    case 'phone.answer':
      return lines.answer(held);
    case 'phone.decline':
      if (held.line.state !== 'ringing') return failure('not-ringing', 'This line does not ring.');
      held.call.decline();
      return success({});
    case 'phone.hang-up':
      held.call.hangUp();
      return success({});
    case 'phone.hold':
      return isTalking ? lines.hold(held) : notTalking;
    case 'phone.resume':
      return isTalking ? lines.resume(held) : notTalking;
    case 'phone.mute':
      lines.tell(held, { kind: 'muted', on: order.input.on });
      return success({});
    case 'phone.send-digits':
      if (!isTalking) return notTalking;
      held.call.sendDigits(order.input.digits, order.input.via);
      lines.tell(held, { kind: 'digits', digits: order.input.digits, by: 'us' });
      return success({});
    case 'phone.transfer-blind':
      return isTalking ? transfer(lines, held, order.input.target, null) : notTalking;
    case 'phone.transfer-attended':
      if (!isTalking) return notTalking;
      if (!engine().isConnected()) return notConnected;
      lines.dial(order.input.target, held.line.id);
      return success({});
    case 'phone.complete-transfer':
      return complete(lines, held);
    case 'phone.cancel-transfer': {
      const pair = pairOf(lines, held);
      if (!pair) return failure('no-consult', 'Nobody is being asked about this line.');
      pair.consult.call.hangUp();
      return lines.resume(pair.original);
    }
  }
}

function complete(lines: PhoneLines, held: HeldLine): Promise<Done> {
  const pair = pairOf(lines, held);
  if (!pair) return Promise.resolve(failure('no-consult', 'Nobody is being asked about this line.'));
  if (pair.consult.line.state !== 'talking') return Promise.resolve(failure('consult-not-answered', 'Who is asked has not answered yet.'));
  return transfer(lines, pair.original, pair.consult.line.number, pair.consult);
}

/** The answer comes when whoever was asked has said that it is asked: how it ends stands in the line. */
function transfer(lines: PhoneLines, held: HeldLine, target: string, consult: HeldLine | null): Promise<Done> {
  lines.tell(held, { kind: 'transfer-asked', how: consult ? 'attended' : 'blind', target });
  void held.call.refer(target, consult?.call ?? null).then((refusal) => {
    lines.tell(held, refusal === null ? { kind: 'transfer-done' } : { kind: 'transfer-failed', reason: refusal.slice(0, 300) });
    if (refusal !== null) return;
    held.call.hangUp();
    consult?.call.hangUp();
  });
  return Promise.resolve(success({}));
}

/** The line whose caller is to be transferred and the one on which somebody is asked, from either of them. */
function pairOf(lines: PhoneLines, held: HeldLine): { original: HeldLine; consult: HeldLine } | null {
  const consult = held.line.consultFor === null ? lines.live().find(({ line }) => line.consultFor === held.line.id) : held;
  const original = consult && lines.find(consult.line.consultFor ?? '');
  return consult && original ? { original, consult } : null;
}
