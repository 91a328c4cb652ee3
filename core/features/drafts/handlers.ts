import type { Handlers } from '#contract/serve/serve.ts';
import { failure, success } from '#domain/outcome/outcome.ts';
import type { DraftStore } from './store.ts';

const draftBytes = 65_536;

/** Drafts belong to a seat: two seats on one station do not type into each other's form. */
export function createDraftHandlers(store: DraftStore): Pick<Handlers, 'draft.save' | 'draft.load'> {
  return {
    'draft.save': ({ draft, body, savedAtMs }, asker) => {
      if (JSON.stringify(body).length > draftBytes) return failure('draft-too-long', 'The draft is too long to be kept; shorten the note.');
      store.save(`${asker.seat}/${draft}`, body, savedAtMs);
      return success({});
    },
    'draft.load': ({ draft }, asker) => success(store.load(`${asker.seat}/${draft}`)),
  };
}
