import type { Link, LinkKind } from '#domain/links/link.ts';

const kindOrder: readonly LinkKind[] = ['broker', 'central', 'telephony', 'sip', 'radio', 'positions', 'recording', 'routes', 'database'];

/** The links in an order that no state changes: by kind, then by id. A link is always found where it was. */
export function orderedLinks(links: Iterable<Link>): readonly Link[] {
  return [...links].toSorted(
    (a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) || a.id.localeCompare(b.id, 'en', { numeric: true }),
  );
}

/**
 * What a link is called where there is little room, and where there is more: its kind; with a number or with its name
 * where there are several of the kind. A name that begins with the kind stands for both.
 */
export function linkLabels(
  link: Link,
  ordered: readonly Link[],
  kinds: Readonly<Record<LinkKind, string>>,
): { readonly short: string; readonly long: string } {
  const kind = kinds[link.kind];
  const alike = ordered.filter((other) => other.kind === link.kind);
  if (alike.length < 2) return { short: kind, long: kind };
  const saysKind = link.name.toLowerCase().startsWith(kind.toLowerCase());
  return { short: `${kind} ${alike.indexOf(link) + 1}`, long: saysKind ? link.name : `${kind} ${link.name}` };
}

/** Where the keyboard goes from one link: left and right, Home and End; null for other keys. */
export function movedLink(key: string, index: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(count - 1, index + 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
