import type { RadioMessage } from '#domain/radio/radio-message.ts';
import { radioText } from '../i18n/areas/radio.ts';
import { wordsText } from '../i18n/areas/words.ts';
import { useText } from '../i18n/use-text.ts';
import { useSite } from '../state/site-context.tsx';

/** What a short text or a status code of a radio says, in one line. */
export function useRadioMessageText(): (message: Pick<RadioMessage, 'text' | 'statusCode'>) => string {
  const { statusCode } = useText(radioText);
  const { unitStatus } = useText(wordsText);
  const { radioStatuses } = useSite();
  return ({ text, statusCode: code }) => {
    const meaning = radioStatuses.find((each) => each.code === code)?.status;
    const status = code === null ? null : [statusCode(code), ...(meaning ? [unitStatus[meaning]] : [])].join(' · ');
    return [text, status].filter((part) => part !== null).join(' · ');
  };
}
