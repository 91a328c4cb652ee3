import { useMemo, useSyncExternalStore } from 'react';
import { mapPalette, type MapPalette } from './map-palette.ts';

function shownTheme(): string {
  return document.documentElement.dataset['theme'] ?? '';
}

function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

/** The colours of the theme that stands on the document, once its style sheets are in force. */
export function useMapPalette(): MapPalette {
  const theme = useSyncExternalStore(onThemeChange, shownTheme);
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    return mapPalette(theme, (property) => style.getPropertyValue(property).trim());
  }, [theme]);
}
