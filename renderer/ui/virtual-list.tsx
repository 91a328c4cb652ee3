import { useVirtualizer } from '@tanstack/react-virtual';
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { movedIndex } from './moved-index.ts';
import styles from './virtual-list.module.css';

export type VirtualListProps<Item> = {
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly rowHeight: number;
  readonly selectedKey?: string | null;
  /** Called when the marked row moves by keyboard or is pressed. */
  readonly onSelect?: (item: Item) => void;
  /** Enter or a double press on the marked row. */
  readonly onActivate?: (item: Item) => void;
  readonly renderRow: (item: Item) => ReactNode;
};

/** A list of any length as one tab stop: arrows, Home, End and page keys mark a row, Enter does what the panel offers. */
export function VirtualList<Item>({
  label,
  items,
  keyOf,
  rowHeight,
  selectedKey = null,
  onSelect,
  onActivate,
  renderRow,
}: VirtualListProps<Item>) {
  const scroller = useRef<HTMLDivElement>(null);
  const listId = useId();
  const [markedKey, setMarkedKey] = useState<string | null>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
    overscan: 6,
  });
  const current = selectedKey ?? markedKey;
  const currentIndex = current === null ? -1 : items.findIndex((item) => keyOf(item) === current);

  function mark(index: number): void {
    const item = items[index];
    if (item === undefined) return;
    setMarkedKey(keyOf(item));
    onSelect?.(item);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const chosen = items[currentIndex];
    if (event.key === 'Enter' && chosen !== undefined && onActivate) {
      event.preventDefault();
      onActivate(chosen);
      return;
    }
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const index = movedIndex(event.key, currentIndex, items.length, pageRows);
    if (index === null) return;
    event.preventDefault();
    mark(index);
    virtualizer.scrollToIndex(index);
  }

  return (
    <div
      ref={scroller}
      className={styles['scroller']}
      role="listbox"
      aria-label={label}
      aria-activedescendant={currentIndex >= 0 ? `${listId}-${items.length === 0 ? '' : current}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={styles['all']} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          const key = keyOf(item);
          return (
            <div
              key={key}
              id={`${listId}-${key}`}
              className={styles['row']}
              role="option"
              aria-selected={key === current}
              aria-setsize={items.length}
              aria-posinset={row.index + 1}
              style={{ height: rowHeight, transform: `translateY(${row.start}px)` }}
              onPointerDown={() => mark(row.index)}
              onDoubleClick={() => onActivate?.(item)}
            >
              {renderRow(item)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
