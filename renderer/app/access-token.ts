const storageKey = 'siaga.token';

/**
 * The operator's token from the address (`#token=…`), moved to the session storage so that it stands in no history and
 * survives a reload; null when there is none.
 */
export function takeToken(window: Pick<Window, 'location' | 'history' | 'sessionStorage'>): string | null {
  const { location, history, sessionStorage } = window;
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given === null || given === '') return sessionStorage.getItem(storageKey);
  sessionStorage.setItem(storageKey, given);
  history.replaceState(null, '', location.pathname + location.search);
  return given;
}
