import { useEffect } from 'react';
import { usePreference } from '../state/preferences.ts';
import { useSite } from '../state/site-context.tsx';

/** Carries theme, language and title to the document. */
export function useWindowLook(exerciseWord: string, windowWord: string | null = null): void {
  const theme = usePreference('theme');
  const language = usePreference('language');
  const { exercise, site } = useSite();
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    document.title = [exercise ? exerciseWord : null, windowWord, 'Siaga 112', site.name].filter(Boolean).join(' · ');
  }, [exercise, exerciseWord, windowWord, site.name]);
}
