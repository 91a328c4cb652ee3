import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { gridCells, gridLetters, middleOfBox, narrowedBox, type Box } from '#domain/places/grid-cells.ts';
import type { RoughPoint } from '#domain/places/place-relation.ts';
import { mapText } from '../i18n/areas/map.ts';
import { useText } from '../i18n/use-text.ts';
import { useAction } from '../keys/use-action.ts';
import { usePreference } from '../state/preferences.ts';
import { distanceText } from '../ui/distance-text.ts';
import { KeyCap } from '../ui/key-cap.tsx';
import { useLiveMap } from './map-context.ts';
import type { Bounds } from './place-features.ts';
import styles from './grid-pick.module.css';

/** Room for the line above and the buttons below. */
const still = { animate: false, padding: { top: 36, right: 8, bottom: 40, left: 8 } } as const;

/**
 * Points at the map by letters: each narrows it to the cell that carries it, Backspace goes one out, Enter takes the middle.
 * The same letters always mean the same place, since the first grid is that of the whole site.
 */
export function GridPick({ area, isActive, onPick }: { readonly area: Bounds; /** Of several maps, the one whose keys are meant. */ readonly isActive: boolean; readonly onPick: (point: RoughPoint) => void }) {
  const { map } = useLiveMap();
  const text = useText(mapText);
  const language = usePreference('language');
  const [letters, setLetters] = useState<string | null>(null);
  const overlay = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);
  const [, redraw] = useState(0);
  const [west, south, east, north] = area;
  const box = narrowedBox({ west, south, east, north }, letters ?? '');
  const isOpen = letters !== null;

  useEffect(() => {
    if (!isOpen) return undefined;
    overlay.current?.focus();
    const onMove = (): void => redraw((count) => count + 1);
    map.on('move', onMove);
    map.on('resize', onMove);
    return () => {
      map.off('move', onMove);
      map.off('resize', onMove);
    };
  }, [isOpen, map]);

  function show(next: string): void {
    setLetters(next);
    const narrowed = narrowedBox({ west, south, east, north }, next);
    map.fitBounds([narrowed.west, narrowed.south, narrowed.east, narrowed.north], still);
  }
  function leave(): void {
    setLetters(null);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  }
  useAction(
    'grid-pick',
    isActive
      ? () => {
          if (!isOpen) opener.current = document.activeElement;
          show('');
        }
      : null,
  );

  function onKeyDown(event: KeyboardEvent): void {
    if (letters === null || event.ctrlKey || event.altKey || event.metaKey) return;
    const letter = event.key.toUpperCase();
    if (event.key === 'Escape') leave();
    else if (event.key === 'Backspace') show(letters.slice(0, -1));
    else if (event.key === 'Enter') {
      onPick(middleOfBox(box));
      leave();
    } else if (letter.length === 1 && gridLetters.includes(letter)) show(letters + letter);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  if (!isOpen) return null;
  return (
    <div ref={overlay} className={styles['grid']} tabIndex={-1} role="application" aria-label={text.grid} onKeyDown={onKeyDown} onBlur={() => setLetters(null)}>
      {gridCells(box).map((cell) => {
        const place = onScreen(cell.box);
        return (
          <span key={cell.letter} className={styles['cell']} style={place}>
            <span className={styles['letter']}>{cell.letter}</span>
          </span>
        );
      })}
      <p className={styles['line']} role="status">
        <strong className="mono">{letters === '' ? text.grid : letters}</strong>
        <span>± {distanceText(middleOfBox(box).radiusM, language)}</span>
        <span className={styles['hint']}>{text.gridNarrow}</span>
        <KeyCap chord="⌫" /> {text.gridOut}
        <KeyCap chord="Enter" /> {text.gridTake}
        <KeyCap chord="Esc" />
      </p>
    </div>
  );

  function onScreen(cell: Box): { left: number; top: number; width: number; height: number } {
    const topLeft = map.project([cell.west, cell.north]);
    const bottomRight = map.project([cell.east, cell.south]);
    return { left: topLeft.x, top: topLeft.y, width: bottomRight.x - topLeft.x, height: bottomRight.y - topLeft.y };
  }
}
