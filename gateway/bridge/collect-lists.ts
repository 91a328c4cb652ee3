import { fieldOf, numberField, type AmiMessage } from '../asterisk/ami-message.ts';

/** A list the telephone system gave in answer to an action, whole. */
export type AmiList = { readonly kind: 'queues' | 'channels'; readonly actionId: string; readonly items: readonly AmiMessage[] };

const kinds: Readonly<Record<string, AmiList['kind']>> = { QueueParams: 'queues', QueueMember: 'queues', QueueEntry: 'queues', CoreShowChannel: 'channels' };
const ends: Readonly<Record<string, AmiList['kind']>> = { QueueStatusComplete: 'queues', CoreShowChannelsComplete: 'channels' };
const mostOpen = 16;
const mostItems = 20_000;

/** Gathers the items of lists, which come between other events, by their action. A list that lacks items, or was too long, says nothing. */
export function createListCollector() {
  const open = new Map<string, Map<string, AmiMessage>>();
  return {
    /** The list this message completes; `item` when it belongs to one; null for any other message. */
    take(message: AmiMessage): AmiList | 'item' | null {
      const event = fieldOf(message, 'Event') ?? '';
      const actionId = fieldOf(message, 'ActionID') ?? '';
      if (Object.hasOwn(kinds, event)) {
        const items = open.get(actionId) ?? new Map<string, AmiMessage>();
        // The same item twice is one.
        if (items.size < mostItems) items.set(JSON.stringify(message.fields), message);
        open.delete(actionId);
        open.set(actionId, items);
        const [oldest] = open.keys();
        if (open.size > mostOpen && oldest !== undefined) open.delete(oldest);
        return 'item';
      }
      const kind = Object.hasOwn(ends, event) ? ends[event] : undefined;
      if (kind === undefined) return null;
      const items = [...(open.get(actionId)?.values() ?? [])];
      open.delete(actionId);
      const told = numberField(message, 'ListItems');
      const isWhole = (told === undefined || told === items.length) && items.every(({ cut }) => !cut);
      return isWhole ? { kind, actionId, items } : 'item';
    },
    forget(): void {
      open.clear();
    },
  };
}
