import { useCallback } from 'react';
import type { SoundPlace } from '#domain/recordings/sound-of.ts';
import { radioText } from '../i18n/areas/radio.ts';
import { useText } from '../i18n/use-text.ts';
import { useAsk } from './use-ask.ts';
import { usePhone } from './use-phone.ts';

/** Plays the sound of a transmission at this seat; resolves with why not, in words, and null once it plays. Null where nothing can be played here. */
export function useHearOver(): ((over: { readonly id: string } | SoundPlace) => Promise<string | null>) | null {
  const text = useText(radioText);
  const ask = useAsk();
  const hear = useCallback(
    async (over: { readonly id: string } | SoundPlace) => {
      const found = 'id' in over ? await ask('transmission.sound', { transmissionId: over.id }) : ({ ok: true, value: { sound: over } } as const);
      if (!found.ok) return found.sentence;
      if (found.value.sound === null) return text.notRecorded;
      const played = await ask('recall.play-recording', found.value.sound);
      return played.ok ? null : played.sentence;
    },
    [ask, text],
  );
  return usePhone()?.host === 'up' ? hear : null;
}
