import { usePreference } from '../state/preferences.ts';
import type { Language } from './define-text.ts';

/** The area's words in the language chosen now. */
export function useText<Words>(area: { readonly [language in Language]: Words }): Words {
  return area[usePreference('language')];
}
