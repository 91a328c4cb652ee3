import { unitKinds, type UnitKind } from '#domain/units/unit.ts';
import { priorities, type Priority } from '#domain/incidents/incident.ts';
import { poiIconName, poiKinds, type PoiKind } from './poi-kind.ts';
import type { Tone } from '../../ui/shape.tsx';

/** `live` is filled, `ageing` hollow with a dashed ring, `old` the same in grey, `base` a bare outline where a unit is at home. */
export const unitForms = ['live', 'ageing', 'old', 'base'] as const;
export type UnitForm = (typeof unitForms)[number];

/** What one canvas-made image of the map shows. */
export type Icon =
  | { readonly kind: 'unit'; readonly unitKind: UnitKind; readonly form: UnitForm; readonly tone: Tone }
  | { readonly kind: 'heading'; readonly tone: Tone }
  /** `waiting` is an incident no unit is on its way to. */
  | { readonly kind: 'incident'; readonly priority: Priority; readonly waiting: boolean }
  /** `late`: the promised time is over. */
  | { readonly kind: 'complaint'; readonly late: boolean }
  | { readonly kind: 'landmark' }
  | { readonly kind: 'poi'; readonly poi: PoiKind }
  | { readonly kind: 'chosen' }
  | { readonly kind: 'point' };

const tones: readonly Tone[] = ['red', 'amber', 'green', 'blue', 'violet', 'grey', 'plain'];

/** The image's name in the style. It carries the theme, so that a change of theme draws new images instead of stale ones. */
export function iconName(icon: Icon, theme: string): string {
  switch (icon.kind) {
    case 'unit':
      return ['unit', icon.unitKind, icon.form, icon.tone, theme].join('|');
    case 'heading':
      return ['heading', icon.tone, theme].join('|');
    case 'incident':
      return ['incident', icon.priority, icon.waiting ? 'waiting' : 'served', theme].join('|');
    case 'complaint':
      return ['complaint', icon.late ? 'late' : 'in-time', theme].join('|');
    case 'poi':
      return poiIconName(icon.poi, theme);
    case 'landmark':
    case 'chosen':
    case 'point':
      return [icon.kind, theme].join('|');
  }
}

/** The icon behind a name; `undefined` for a name that is not ours. */
export function iconOf(name: string): Icon | undefined {
  const [kind, first, second, third] = name.split('|');
  switch (kind) {
    case 'unit': {
      const unitKind = unitKinds.find((each) => each === first);
      const form = unitForms.find((each) => each === second);
      const tone = tones.find((each) => each === third);
      return unitKind && form && tone && { kind, unitKind, form, tone };
    }
    case 'heading': {
      const tone = tones.find((each) => each === first);
      return tone && { kind, tone };
    }
    case 'incident': {
      const priority = priorities.find((each) => String(each) === first);
      return priority && { kind, priority, waiting: second === 'waiting' };
    }
    case 'poi': {
      const poi = poiKinds.find((each) => each === first);
      return poi && { kind, poi };
    }
    case 'complaint':
      return { kind, late: first === 'late' };
    case 'landmark':
    case 'chosen':
    case 'point':
      return { kind };
    default:
      return undefined;
  }
}
