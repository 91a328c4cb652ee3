/**
 * The console's address with its access token, from the line the headless station prints when it is ready. The token stands in
 * the fragment, which browsers send to nobody.
 * @param {string} line
 * @returns {string | undefined} undefined for any other line
 */
export function addressOf(line) {
  try {
    const { url, token } = JSON.parse(line);
    if (typeof url !== 'string' || typeof token !== 'string') return undefined;
    return `${url.replace(/#.*$/, '')}#token=${encodeURIComponent(token)}`;
  } catch {
    return undefined;
  }
}
