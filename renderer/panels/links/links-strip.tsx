import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { linksText } from '../../i18n/areas/links.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { useLatest } from '../../state/use-latest.ts';
import { useStationState } from '../../state/use-station-state.ts';
import { KeyCap } from '../../ui/key-cap.tsx';
import { LinkDetail } from './link-detail.tsx';
import { LinkItem } from './link-item.tsx';
import { linkLabels, movedLink, orderedLinks } from './link-order.ts';
import { StationBadge } from './station-badge.tsx';
import styles from './links-strip.module.css';

type Shown = { readonly id: string; readonly leftPx: number; readonly topPx: number };

const detailWidthPx = 320;

/** Every link this console lives from, each by itself. Pointing at one or walking to it by key tells the rest. */
export function LinksStrip() {
  const text = useText(linksText);
  const view = useLatest('links');
  const station = useStationState();
  const detailId = useId();
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState(0);
  const [shown, setShown] = useState<Shown | null>(null);
  const links = orderedLinks(view.byKey.values());
  const stop = Math.min(current, Math.max(0, links.length - 1));
  const shownLink = links.find(({ id }) => id === shown?.id);
  const answers = station.kind === 'ready';

  useAction('focus-links', () => buttonAt(stop)?.focus());

  function buttonAt(index: number): HTMLButtonElement | undefined {
    return list.current?.querySelectorAll('button')[index];
  }

  function show(id: string, button: Element): void {
    const { left, bottom } = button.getBoundingClientRect();
    setShown({ id, leftPx: Math.max(4, Math.min(left, window.innerWidth - detailWidthPx - 4)), topPx: bottom + 4 });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') setShown(null);
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const index = movedLink(event.key, stop, links.length);
    if (index === null) return;
    event.preventDefault();
    setCurrent(index);
    buttonAt(index)?.focus();
  }

  return (
    <section className={styles['strip']} aria-label={text.title} data-panel="links" data-answers={answers}>
      {!answers && <StationBadge asOfMs={view.asOfMs} />}
      {answers && !view.loaded && <span className={styles['unknown']}>{text.unknown}</span>}
      {links.length > 0 && <KeyCap action="focus-links" />}
      <ul ref={list} className={styles['links']} onKeyDown={onKeyDown}>
        {links.map((link, index) => (
          <li key={link.id}>
            <button
              type="button"
              className={styles['link']}
              data-link={link.id}
              tabIndex={index === stop ? 0 : -1}
              aria-describedby={shown?.id === link.id ? detailId : undefined}
              onFocus={(event) => {
                setCurrent(index);
                show(link.id, event.currentTarget);
              }}
              onBlur={() => setShown(null)}
              onPointerEnter={(event) => show(link.id, event.currentTarget)}
              onPointerLeave={() => setShown(null)}
            >
              <LinkItem link={link} labels={linkLabels(link, links, text.kinds)} known={answers} />
            </button>
          </li>
        ))}
      </ul>
      {shown && shownLink && <LinkDetail link={shownLink} id={detailId} leftPx={shown.leftPx} topPx={shown.topPx} />}
    </section>
  );
}
