import type { UnitKind } from '#domain/units/unit.ts';
import { unitKindDrawing } from './marks/unit-kind-drawing.ts';
import type { Tone } from './shape.tsx';
import styles from './shape.module.css';

/** The outline of a unit's kind as the map draws it; a word or a call sign stands beside it. */
export function UnitKindIcon({ kind, tone, label }: { readonly kind: UnitKind; readonly tone: Tone; readonly label: string }) {
  const { outline, cut } = unitKindDrawing[kind];
  return (
    <svg className={styles['shape']} data-tone={tone} viewBox="0 0 24 24" width="16" height="16" role="img" aria-label={label}>
      <title>{label}</title>
      <path d={`${outline}${cut}`} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}
