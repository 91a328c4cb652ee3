import type { ProxyState, Registration } from '#domain/phone/phone.ts';

export type RegistrationNews =
  | { readonly kind: 'server'; readonly url: string; readonly state: 'connecting' | 'connected' | 'failed'; readonly reason: string | null }
  | { readonly kind: 'registered' }
  | { readonly kind: 'refused' | 'lost'; readonly reason: string | null }
  | { readonly kind: 'round-trip'; readonly ms: number | null };

export function unregistered(proxies: readonly string[], nowMs: number): Registration {
  return { state: 'registering', sinceMs: nowMs, reason: null, roundTripMs: null, proxies: proxies.map((url) => ({ url, state: 'standby', sinceMs: nowMs, reason: null })) };
}

/** The registration after one piece of news. Only one server is used at a time; the rest stand by. */
export function hearRegistration(registration: Registration, news: RegistrationNews, nowMs: number): Registration {
  const become = (state: Registration['state'], reason: string | null): Registration =>
    registration.state === state && registration.reason === reason ? registration : { ...registration, state, reason, sinceMs: nowMs };
  switch (news.kind) {
    case 'registered':
      return become('registered', null);
    case 'refused':
      return become('failed', news.reason ?? 'The SIP server refused the registration.');
    case 'lost':
      return become('registering', news.reason);
    case 'round-trip':
      return { ...registration, roundTripMs: news.ms === null ? null : Math.round(news.ms) };
    case 'server': {
      const proxies = registration.proxies.map((proxy) => (proxy.url === news.url ? changed(proxy, news.state, news.reason, nowMs) : news.state === 'connected' && proxy.state === 'connected' ? changed(proxy, 'standby', null, nowMs) : proxy));
      const next = { ...registration, proxies };
      if (news.state !== 'failed') return next;
      return { ...next, state: 'failed', reason: news.reason ?? 'The SIP server cannot be reached.', roundTripMs: null, sinceMs: registration.state === 'failed' ? registration.sinceMs : nowMs };
    }
  }
}

function changed(proxy: ProxyState, state: ProxyState['state'], reason: string | null, nowMs: number): ProxyState {
  return proxy.state === state && proxy.reason === reason ? proxy : { ...proxy, state, reason, sinceMs: nowMs };
}
