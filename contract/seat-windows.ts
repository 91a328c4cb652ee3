/**
 * The windows of one seat: the console, and a map in a window of its own that belongs to it. A page asks for the other one as pages do, by
 * `window.open('', name)`; a browser opens it or comes to it, and the shell answers in its own way.
 */
export const consoleWindowName = 'siaga-console';
export const mapWindowName = 'siaga-map';

/** What stands behind the `?` of the map's address: which page it is, and which console it belongs to. */
export function mapWindowQuery(console: string): string {
  return `show=map&console=${encodeURIComponent(console)}`;
}
