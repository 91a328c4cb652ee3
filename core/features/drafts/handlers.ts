import type { Asker, Handlers } from '#contract/serve/serve.ts';
import { failure, success } from '#domain/outcome/outcome.ts';
import type { DraftStore } from './store.ts';

const draftLetters = 65_536;

/** Drafts belong to a seat: two seats on one station do not type into each other's form. */
export function createDraftHandlers(store: DraftStore, now: () => number): Pick<Handlers, 'draft.save' | 'draft.load'> {
  return {
    'draft.save': ({ draft, body, savedAtMs }, asker) => {
      const text = textOf(body);
      if (text === null) return failure('draft-unreadable', 'The draft holds something that cannot be written down.');
      if (text.length > draftLetters) return failure('draft-too-long', 'The draft is too long to be kept; shorten the note.');
      // A window whose clock runs ahead would otherwise shut out everything that is typed later.
      store.save(keyOf(asker, draft), text, Math.min(savedAtMs, now()));
      return success({});
    },
    'draft.load': ({ draft }, asker) => success(store.load(keyOf(asker, draft))),
  };
}

/** Null for what JSON has no word for: circles, big integers, nesting without end. */
function textOf(body: Record<string, unknown>): string | null {
  try {
    return JSON.stringify(body);
  } catch {
    return null;
  }
}

/** A seat's name may hold a slash (`browser/Sari`), a draft's too. */
function keyOf({ seat }: Asker, draft: string): string {
  return `${seat.replaceAll('%', '%25').replaceAll('/', '%2F')}/${draft}`;
}
