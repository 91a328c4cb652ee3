import type { FeedName } from '#contract/feeds.ts';
import type { Profile } from '#contract/profile.ts';
import { worstHealth, type Health, type Link, type LinkKind } from '#domain/links/link.ts';

/** Which links a feed lives from; the rest live from the station's own database. */
const feedKinds: Partial<Record<FeedName, LinkKind>> = { calls: 'telephony', transmissions: 'radio', 'radio-messages': 'radio', positions: 'positions' };

/**
 * The links strip: what the sources report, the station's own database, and the links of later parts of the product
 * that this profile does or does not name.
 */
export function createLinkBoard(options: {
  profile: Profile;
  startedAtMs: number;
  now: () => number;
  sourceLinks: () => readonly Link[];
  waiting: () => number;
  storageFault: () => string | null;
  centralLink: () => Link;
  /** Null before any phone of this station has begun. */
  phoneLink: () => Pick<Link, 'state' | 'sinceMs' | 'reason' | 'lastHeardAtMs'> | null;
  /** Null where nothing is recorded. */
  recordingLink: () => Pick<Link, 'state' | 'sinceMs' | 'reason' | 'waiting'> | null;
  /** Null while the search for ways works. */
  routesTrouble: () => Pick<Link, 'state' | 'sinceMs' | 'reason'> | null;
}) {
  let storageSinceMs = options.startedAtMs;
  let lastFault: string | null = null;
  const siteBroker = options.profile.brokers[0]?.id;

  const databaseLink = (): Link => {
    const fault = options.storageFault();
    if (fault !== lastFault) {
      lastFault = fault;
      storageSinceMs = options.now();
    }
    return {
      ...blank('database', 'database', 'SQLite', storageSinceMs),
      state: fault === null ? 'live' : 'down',
      reason: fault === null ? null : `Not saved: ${fault}`,
    };
  };
  const sipLink = (): Link => ({
    ...blank('sip', 'sip', options.profile.sip?.domain ?? 'sip', options.startedAtMs),
    reason: options.profile.sip === undefined ? null : 'No phone has started yet.',
    ...options.phoneLink(),
  });

  const recordingLink = (): Link | null => {
    const health = options.recordingLink();
    return health && { ...blank('recording', 'recording', 'recordings', options.startedAtMs), ...health };
  };

  const routesLink = (): Link | null => {
    const trouble = options.routesTrouble();
    return trouble && { ...blank('routes', 'routes', 'routes', options.startedAtMs), ...trouble };
  };

  const all = (): readonly Link[] => [
    databaseLink(),
    ...options
      .sourceLinks()
      .map((link) => (link.kind === 'broker' && link.id === `broker:${siteBroker}` ? { ...link, waiting: options.waiting() } : link)),
    options.centralLink(),
    sipLink(),
    ...[recordingLink(), routesLink()].filter((link) => link !== null),
  ];

  return {
    all,
    read: (id: string): Link | undefined => all().find((link) => link.id === id),
    /** Goes with every update of a feed, so it looks only at the links that feed lives from. */
    health(feed: FeedName): Health {
      const kind = feedKinds[feed];
      const links = kind === undefined ? [databaseLink()] : options.sourceLinks().filter((link) => link.kind === kind);
      return worstHealth(links, options.now());
    },
  };
}

export type LinkBoard = ReturnType<typeof createLinkBoard>;

function blank(id: string, kind: LinkKind, name: string, sinceMs: number): Link {
  return { id, kind, name, state: 'off', sinceMs, reason: null, lastHeardAtMs: null, messages: 0, rejected: 0, waiting: 0 };
}
