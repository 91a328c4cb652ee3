import type { Profile } from '#contract/profile.ts';
import type { Asker, Handlers } from '#contract/serve/serve.ts';
import { failure, success } from '#domain/outcome/outcome.ts';
import type { Phone } from '#domain/phone/phone.ts';
import type { Floors } from './floors.ts';

/** Push to talk: a window asks for the floor, says every quarter of a second that the key is still held, and lets go. */
export function createTalkHandlers(options: {
  profile: Profile;
  floors: Floors;
  /** The phone with which a seat speaks; `phone` is undefined while it is not heard of. */
  phoneOf: (asker: Asker) => { readonly id: string; readonly phone: Phone | undefined };
}): Pick<Handlers, 'radio.talk' | 'radio.keep-talking' | 'radio.stop-talking'> {
  const { profile, floors } = options;
  return {
    'radio.talk'({ talkgroup, press, over }, asker) {
      const { id, phone } = options.phoneOf(asker);
      const voice = profile.talkgroups.find((each) => each.id === talkgroup)?.voice;
      const isPractice = profile.exercise && voice === undefined;
      if (voice === undefined && !isPractice) return failure('no-voice', 'This talkgroup has no voice line in the profile; use the radio on the desk.');
      if (!isPractice) {
        if (!phone) return failure('no-phone', 'The phone of this seat is not heard of; use the radio on the desk.');
        const line = phone.voiceLines.find((each) => each.talkgroup === talkgroup);
        if (line?.state !== 'up') return failure('voice-down', 'The voice line of this talkgroup is down; use the radio on the desk.');
      }
      const asked = floors.ask(talkgroup, {
        press,
        over,
        station: profile.station.id,
        seat: asker.seat,
        operator: asker.operator,
        phone: isPractice ? null : id,
        maxTalkMs: profile.maxTalkS * 1000,
      });
      return asked.ok && asked.value.talker ? success({ untilMs: asked.value.talker.untilMs }) : asked.ok ? failure('floor-lost', 'The floor is gone again.') : asked;
    },
    'radio.keep-talking'({ press }, asker) {
      const kept = floors.keep(press, asker.seat);
      return kept.ok ? success({}) : kept;
    },
    'radio.stop-talking'({ press }, asker) {
      floors.release(press, asker.seat);
      return success({});
    },
  };
}
