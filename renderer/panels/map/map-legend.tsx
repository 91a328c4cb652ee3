import { useEffect, useRef, type ReactNode } from 'react';
import { mapText } from '../../i18n/areas/map.ts';
import { useText } from '../../i18n/use-text.ts';
import { drawIcon, iconPixelRatio } from '../../map/icons/draw-icon.ts';
import type { Icon } from '../../map/icons/icon-name.ts';
import type { MapPalette } from '../../map/map-palette.ts';
import styles from './map-legend.module.css';

type Word = keyof (typeof mapText)['id']['legendOf'];

/** What is drawn as an image; the legend draws the same one. */
const icons: readonly (readonly [Icon, Word])[] = [
  [{ kind: 'unit', unitKind: 'ambulance', form: 'live', tone: 'green' }, 'live'],
  [{ kind: 'unit', unitKind: 'ambulance', form: 'ageing', tone: 'green' }, 'ageing'],
  [{ kind: 'unit', unitKind: 'ambulance', form: 'old', tone: 'green' }, 'old'],
  [{ kind: 'incident', priority: 1, waiting: true }, 'waiting'],
  [{ kind: 'incident', priority: 2, waiting: false }, 'served'],
  [{ kind: 'complaint', late: false }, 'complaint'],
  [{ kind: 'complaint', late: true }, 'lateComplaint'],
  [{ kind: 'landmark' }, 'landmark'],
  [{ kind: 'point' }, 'point'],
];

type Line = { readonly word: Word; readonly tone: 'blue' | 'amber' | 'grey'; readonly width: number; readonly dashes?: string; readonly circle?: boolean; readonly bar?: boolean };

/** What is drawn as a line or ring. */
const lines: readonly Line[] = [
  { word: 'wayRoad', tone: 'blue', width: 4.5 },
  { word: 'waySea', tone: 'blue', width: 3.5, dashes: '10 5' },
  { word: 'wayLane', tone: 'blue', width: 3, dashes: '3 3.5' },
  { word: 'trail', tone: 'blue', width: 2.5 },
  { word: 'closed', tone: 'amber', width: 3, circle: true, bar: true },
  { word: 'slow', tone: 'amber', width: 3, circle: true },
  { word: 'closedLeg', tone: 'amber', width: 3, dashes: '4.5 4.5' },
  { word: 'fence', tone: 'grey', width: 2, dashes: '1 4', circle: true },
  { word: 'area', tone: 'grey', width: 1.2, dashes: '4 3', circle: true },
];

/** What every shape on the map means. */
export function MapLegend({ palette }: { readonly palette: MapPalette }) {
  const text = useText(mapText);
  return (
    <dl className={styles['legend']} aria-label={text.legend}>
      {icons.map(([icon, word]) => (
        <Entry key={word} word={text.legendOf[word]}>
          <IconPicture icon={icon} palette={palette} />
        </Entry>
      ))}
      {lines.map(({ word, tone, width, dashes, circle, bar }) => (
        <Entry key={word} word={text.legendOf[word]}>
          <svg viewBox="0 0 36 24" width="36" height="24" fill="none" stroke={palette.tones[tone]} strokeWidth={width} strokeDasharray={dashes} aria-hidden>
            {circle === true ? <circle cx="18" cy="12" r="9" /> : <path d="M2 12h32" />}
            {bar === true && <path d="M14 12h8" />}
          </svg>
        </Entry>
      ))}
    </dl>
  );
}

function Entry({ word, children }: { readonly word: string; readonly children: ReactNode }) {
  return (
    <div className={styles['entry']}>
      <dt>{children}</dt>
      <dd>{word}</dd>
    </div>
  );
}

function IconPicture({ icon, palette }: { readonly icon: Icon; readonly palette: MapPalette }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const image = drawIcon(icon, palette);
    if (!canvas.current) return;
    canvas.current.width = image.width;
    canvas.current.height = image.height;
    canvas.current.style.width = `${image.width / iconPixelRatio}px`;
    canvas.current.getContext('2d')?.putImageData(image, 0, 0);
  }, [icon, palette]);
  return <canvas ref={canvas} aria-hidden />;
}
