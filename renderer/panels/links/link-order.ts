import type { Link, LinkKind } from '#domain/links/link.ts';

const kindOrder: readonly LinkKind[] = ['broker', 'central', 'telephony', 'sip', 'radio', 'positions', 'database'];

/** The links in an order that no state changes: by kind, then by id. A link is always found where it was. */
export function orderedLinks(links: Iterable<Link>): readonly Link[] {
  return [...links].toSorted(
    (a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) || a.id.localeCompare(b.id, 'en', { numeric: true }),
  );
}

/** What tells a link from others of its kind: its number among them and its name; both empty where it is the only one. */
export function linkAmongItsKind(link: Link, ordered: readonly Link[]): { readonly number: string; readonly name: string } {
  const alike = ordered.filter(({ kind }) => kind === link.kind);
  if (alike.length < 2) return { number: '', name: '' };
  return { number: String(alike.findIndex(({ id }) => id === link.id) + 1), name: link.name };
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
