import { Languages, Moon, Sun } from 'lucide-react';
import { shellText } from '../i18n/areas/shell.ts';
import { actionsText } from '../i18n/areas/actions.ts';
import { useText } from '../i18n/use-text.ts';
import { useAction } from '../keys/use-action.ts';
import { changePreferences, usePreference } from '../state/preferences.ts';
import { Button } from '../ui/button.tsx';

/** Theme and language, each with its key. */
export function LookSwitches() {
  const text = useText(shellText);
  const actions = useText(actionsText);
  const theme = usePreference('theme');
  const language = usePreference('language');
  const switchTheme = (): void => changePreferences({ theme: theme === 'dark' ? 'day' : 'dark' });
  const switchLanguage = (): void => changePreferences({ language: language === 'id' ? 'en' : 'id' });
  useAction('theme', switchTheme);
  useAction('language', switchLanguage);
  return (
    <>
      <Button look="quiet" action="theme" label={`${actions.theme}: ${theme === 'dark' ? text.toDay : text.toDark}`} onPress={switchTheme}>
        {theme === 'dark' ? <Sun size={14} aria-hidden /> : <Moon size={14} aria-hidden />}
      </Button>
      <Button look="quiet" action="language" label={`${actions.language}: ${text.otherLanguage}`} onPress={switchLanguage}>
        <Languages size={14} aria-hidden />
        {language.toUpperCase()}
      </Button>
    </>
  );
}
